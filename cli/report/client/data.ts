import type { KubernetesRule } from "../model/kubernetes-rule";
import type { CellStatement } from "../model/permission-cells";
import type { ContractRow, PageData } from "../page/page-data";

export interface ShownStatement extends CellStatement {
  readonly sid: string;
  /** Actions are all but these. */
  readonly allButActions: boolean;
  readonly allButResources: boolean;
}

export interface ShownRole {
  readonly key: string;
  readonly kind: string;
  /** The stack that a deployer deploys; empty for others. */
  readonly stack: string;
  readonly name: string;
  readonly arn: string;
  readonly policies: readonly { readonly name: string; readonly statements: readonly ShownStatement[] }[];
  readonly boundary: readonly ShownStatement[];
  readonly trust: readonly ShownStatement[];
}

export const operations = ["create", "read", "update", "delete"] as const;
export type Operation = (typeof operations)[number];

export interface ShownResource {
  readonly stack: string;
  readonly type: string;
  readonly address: string;
  readonly path: string;
  readonly arn: string;
  readonly changedBy: string;
  actions(operation: Operation): readonly string[];
}

export interface ShownGrant {
  readonly subject: string;
  readonly namespace: string | undefined;
  readonly by: string;
  readonly address: string;
  readonly rules: readonly KubernetesRule[];
}

export interface ShownSize {
  readonly owner: string;
  readonly what: string;
  readonly name: string;
  readonly size: number;
  readonly limit: number;
}

/** The page's data, unpacked as somebody asks for it. */
export class Data {
  readonly stacks: readonly string[];
  readonly namespaces: readonly string[];
  readonly roles: readonly ShownRole[];
  readonly resources: readonly ShownResource[];
  readonly grants: readonly ShownGrant[];
  readonly sizes: readonly ShownSize[];
  readonly letIn: readonly string[];
  private readonly statements = new Map<number, ShownStatement>();

  constructor(private readonly packed: PageData) {
    this.stacks = packed.stacks;
    this.namespaces = packed.namespaces;
    this.roles = packed.roles.map((_, index) => this.role(index));
    this.resources = packed.resources.map((_, index) => this.resource(index));
    this.grants = packed.grants.map(([subject, namespace, by, address, rules]) => ({
      subject: this.string(subject),
      namespace: namespace < 0 ? undefined : this.string(namespace),
      by: this.string(by),
      address: this.string(address),
      rules: rules.map((rule) => this.rule(rule)),
    }));
    this.sizes = packed.sizes.map(([owner, what, name, size, limit]) => {
      return { owner: this.string(owner), what: this.string(what), name: this.string(name), size, limit };
    });
    this.letIn = packed.letIn.map((name) => this.string(name));
  }

  contract(producer: string, reader: string): ContractRow | undefined {
    return this.packed.contracts.find(([from, to]) => from === producer && to === reader);
  }

  /** Services that any policy allows something of, by name. Each set of actions is looked at once. */
  services(serviceOf: (action: string) => string): readonly string[] {
    const { roles, documents, statements } = this.packed;
    const inPolicies = new Set(roles.flatMap((row) => row[7].map(([, document]) => document)));
    const allowed = [...inPolicies].flatMap((place) => documents[place] ?? []).map((place) => statements[place]);
    const lists = new Set(allowed.flatMap((row) => (row && row[0] === 0 ? [row[1]] : [])));
    return [...new Set([...lists].flatMap((one) => this.list(one).map(serviceOf)))].sort();
  }

  private role(index: number): ShownRole {
    const [key, kind, stack, name, arn, boundary, trust, policies] = this.packed.roles[
      index
    ] as PageData["roles"][number];
    const document = (place: number) => this.document(place);
    return {
      key,
      kind,
      stack: this.stacks[stack] ?? "",
      name,
      arn,
      get policies() {
        return policies.map(([of, place]) => ({ name: of, statements: document(place) }));
      },
      get boundary() {
        return document(boundary);
      },
      get trust() {
        return document(trust);
      },
    };
  }

  private resource(index: number): ShownResource {
    const [stack, typePlace, name, path, needs, arn] = this.packed.resources[index] as PageData["resources"][number];
    const row = this.packed.needs[needs];
    const type = this.string(typePlace);
    return {
      stack: this.stacks[stack] ?? "",
      type,
      address: `${type}.${this.string(name)}`,
      path: this.string(path),
      arn: arn < 0 ? "" : this.string(arn),
      changedBy: row && row[4] >= 0 ? this.string(row[4]) : "",
      actions: (operation) => (row ? this.list(row[operations.indexOf(operation)] ?? -1) : []),
    };
  }

  private document(place: number): readonly ShownStatement[] {
    return (this.packed.documents[place] ?? []).map((one) => this.statement(one));
  }

  private statement(place: number): ShownStatement {
    const known = this.statements.get(place);
    if (known) return known;
    const [effect, actions, resources, conditions, sid, negated] = this.packed.statements[
      place
    ] as PageData["statements"][number];
    const made: ShownStatement = {
      effect: effect === 0 ? "Allow" : "Deny",
      actions: this.list(actions),
      resources: this.list(resources),
      conditions: this.list(conditions),
      sid: sid < 0 ? "" : this.string(sid),
      allButActions: (negated & 1) > 0,
      allButResources: (negated & 2) > 0,
    };
    this.statements.set(place, made);
    return made;
  }

  private rule(place: number): KubernetesRule {
    const [apiGroups, resources, names, verbs] = this.packed.rules[place] as PageData["rules"][number];
    return {
      apiGroups: this.list(apiGroups),
      resources: this.list(resources),
      names: this.list(names),
      verbs: this.list(verbs),
    };
  }

  private list(place: number): readonly string[] {
    return (this.packed.lists[place] ?? []).map((one) => this.string(one));
  }

  private string(place: number): string {
    return this.packed.strings[place] ?? "";
  }
}
