import type { PolicyDocument, Statement } from "../../../constructs/identity/policy-document";
import { conditionLines, type Home, shortArn } from "../../permissions/short";
import type { KubernetesRule } from "../model/kubernetes-rule";
import type { Report } from "../model/report";
import type { ReportResource } from "../model/resources";
import type { ReportRole } from "../model/roles";
import type { NeedsRow, PageData, ResourceRow, RoleRow, StatementRow } from "./page-data";

/** The report's large parts for the page's script. */
export function encoded(report: Report): PageData {
  return new Encoder(report).data();
}

/** Values that are asked for again and again, each kept once. */
class Pool<T> {
  readonly values: T[] = [];
  private readonly places = new Map<unknown, number>();

  /** `key`: the same for the same value. */
  place(value: T, key: unknown): number {
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

class Encoder {
  private readonly strings = new Pool<string>();
  private readonly lists = new Pool<readonly number[]>();
  private readonly statements = new Pool<StatementRow>();
  private readonly documents = new Pool<readonly number[]>();
  private readonly needs = new Pool<NeedsRow>();
  private readonly rules = new Pool<readonly [number, number, number, number]>();

  constructor(private readonly report: Report) {}

  data(): PageData {
    const { stacks, roles, resources, contracts, kubernetes, sizes } = this.report;
    const rest = {
      stacks: stacks.map(({ id }) => id),
      roles: roles.map((role) => this.role(role)),
      resources: resources.map((resource) => this.resource(resource)),
      contracts: contracts.map(({ producer, reader, version, outputs }) => {
        const rows = outputs.map(({ name, kind, meaning, usedBy }) => [name, kind, meaning, usedBy] as const);
        return [producer, reader, version, rows] as const;
      }),
      namespaces: kubernetes.namespaces,
      grants: kubernetes.grants.map(({ subject, namespace, by, address, rules }) => {
        const place = namespace === undefined ? -1 : this.string(namespace);
        const encodedRules = rules.map((rule) => this.rule(rule));
        return [this.string(subject), place, this.string(by), this.string(address), encodedRules] as const;
      }),
      letIn: kubernetes.letIn.map((name) => this.string(name)),
      sizes: sizes.map(({ owner, what, name, size, limit }) => {
        return [this.string(owner), this.string(what), this.string(name), size, limit] as const;
      }),
    };
    const { strings, lists, statements, documents, needs, rules } = this;
    return {
      strings: strings.values,
      lists: lists.values,
      statements: statements.values,
      documents: documents.values,
      needs: needs.values,
      rules: rules.values,
      ...rest,
    };
  }

  private role({ key, kind, stack, roleArn, boundary, trust, policies }: ReportRole): RoleRow {
    const name = roleArn.split("/").at(-1) ?? roleArn;
    const own = this.report.stacks.findIndex(({ id }) => id === stack);
    const documents = policies.map((policy) => [policy.name, this.document(policy.document)] as const);
    return [key, kind, own, name, roleArn, this.document(boundary), this.document(trust), documents];
  }

  private resource({ stack, type, address, path, needs }: ReportResource): ResourceRow {
    const own = this.report.stacks.findIndex(({ id }) => id === stack);
    const name = address.slice(type.length + 1);
    const needed = needs ? this.needsOf(needs) : -1;
    return [own, this.string(type), this.string(name), this.string(path), needed, needs ? this.string(needs.arn) : -1];
  }

  private needsOf({ create, read, update, delete: remove, changedBy }: NonNullable<ReportResource["needs"]>): number {
    const [c, r, u, d] = [create, read, update, remove].map((actions) => this.list(actions));
    const row: NeedsRow = [c ?? -1, r ?? -1, u ?? -1, d ?? -1, changedBy ? this.string(changedBy) : -1];
    return this.needs.place(row, row.join());
  }

  private document({ Statement: statements }: PolicyDocument): number {
    const row = statements.map((statement) => this.statement(statement));
    return this.documents.place(row, row.join());
  }

  private statement(statement: Statement): number {
    const { Effect, Sid, Action, NotAction, Resource, NotResource, Principal, Condition } = statement;
    const actions = Action ?? NotAction ?? [];
    const targets = Principal ? principals(Principal) : this.targets(actions, Resource ?? NotResource ?? []);
    const row: StatementRow = [
      Effect === "Deny" ? 1 : 0,
      this.list(actions),
      this.list(targets),
      this.list(conditionLines(Condition)),
      Sid ? this.string(Sid) : -1,
      (NotAction ? 1 : 0) + (NotResource ? 2 : 0),
    ];
    return this.statements.place(row, row.join());
  }

  private targets(actions: readonly string[], resources: readonly string[]): readonly string[] {
    const services = new Set(actions.map((action) => action.split(":")[0] ?? ""));
    const [service = ""] = services.size === 1 ? services : [""];
    return resources.map((arn) => shortArn(arn, service, this.home));
  }

  private get home(): Home {
    return this.report.place;
  }

  private rule({ apiGroups, resources, names, verbs }: KubernetesRule): number {
    const row = [this.list(apiGroups), this.list(resources), this.list(names), this.list(verbs)] as const;
    return this.rules.place(row, row.join());
  }

  private list(values: readonly string[]): number {
    const row = values.map((value) => this.string(value));
    return this.lists.place(row, row.join());
  }

  private string(value: string): number {
    return this.strings.place(value, value);
  }
}

function principals(principal: NonNullable<Statement["Principal"]>): readonly string[] {
  return Object.entries(principal).flatMap(([kind, who]) => [who].flat().map((one) => `${kind} ${one}`));
}
