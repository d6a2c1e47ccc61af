import { type PolicyDocument, readDocument } from "../identity/policy-document";
import type { ResolvedElement } from "../stack/resolved-tree";

/** A role with all that says what it may do. */
export interface RoleFile {
  readonly roleArn: string;
  readonly policies: readonly { readonly name: string; readonly document: PolicyDocument }[];
  readonly trust: PolicyDocument;
  readonly boundary: PolicyDocument;
}

/** A resource that identity declares, by its Terraform address. */
export type Declared = Pick<ResolvedElement, "address" | "type" | "body">;

/** The roles that identity declares, as they will be applied. */
export class IdentityRoles {
  private readonly byAddress: ReadonlyMap<string, Declared>;

  constructor(private readonly elements: readonly Declared[]) {
    this.byAddress = new Map(elements.map((element) => [element.address, element]));
  }

  /** Names and paths of all of them. */
  all(): readonly { readonly name: string; readonly path: string }[] {
    return this.elements
      .filter(({ type }) => type === "aws_iam_role")
      .map(({ body: { name, path } }) => ({ name, path }));
  }

  file(name: string, roleArn: string): RoleFile {
    const role = this.roleNamed(name);
    return {
      roleArn,
      policies: this.policiesOf(role),
      trust: JSON.parse(role.body.assume_role_policy),
      boundary: readDocument(this.referred(role.body.permissions_boundary).body.policy),
    };
  }

  private roleNamed(name: string): Declared {
    const found = this.elements.find(({ type, body }) => type === "aws_iam_role" && body.name === name);
    if (!found) throw new Error(`identity declares no role ${name}`);
    return found;
  }

  private policiesOf(role: Declared): RoleFile["policies"] {
    return this.elements
      .filter(({ type, body }) => type === "aws_iam_role_policy_attachment" && body.role === `\${${role.address}.name}`)
      .map(({ body }) => this.policy(body.policy_arn))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private policy(arn: string): RoleFile["policies"][number] {
    if (arn.startsWith("arn:")) return { name: arn, document: ofAws(arn) };
    const { name, policy } = this.referred(arn).body;
    return { name, document: readDocument(policy) };
  }

  /** The element behind `${aws_iam_policy.x.arn}`. */
  private referred(reference: string): Declared {
    const address = /^\$\{(.*)\.arn\}$/.exec(reference)?.[1] ?? reference;
    const found = this.byAddress.get(address);
    if (!found) throw new Error(`${reference} in identity leads to no resource`);
    return found;
  }
}

/** A policy of AWS's own, which says today what it says: it stands for itself. */
function ofAws(arn: string): PolicyDocument {
  const Action = [`all of AWS's policy ${arn.replace(/^.*:policy\//, "")}`];
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: ["*"] }] };
}
