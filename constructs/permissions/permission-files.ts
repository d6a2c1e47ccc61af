import { type PolicyDocument, readDocument } from "../identity/policy-document";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import { type DeployerAction, type StackId, stackIds } from "../stack/stack-id";
import type { ResourceNeeds } from "./derive";
import { type Grant, operations } from "./entry";
import type { StatePolicies } from "./state-policies";

interface RoleFile {
  readonly roleArn: string;
  readonly policies: readonly { readonly name: string; readonly document: PolicyDocument }[];
  readonly trust: PolicyDocument;
  readonly boundary: PolicyDocument;
}

/** What `cdktf.out/permissions/<stack>.json` says, read from identity as it will be applied. */
export function permissionFile(identity: ResolvedStack, stack: StackId, state: StatePolicies | undefined) {
  const roles = new IdentityRoles(identity);
  return { stack, plan: roles.file(stack, "plan"), apply: roles.file(stack, "apply"), ...(state && { state }) };
}

/** What `cdktf.out/permissions/resources.json` says: every AWS resource of every stack and the actions that it needs. */
export function resourcesFile(resources: readonly ResourceNeeds[]) {
  const order = (one: ResourceNeeds) => `${stackIds.indexOf(one.stack)} ${one.address}`;
  const sorted = [...resources].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return sorted.map(({ stack, address, type, arn, changedBy, needs }) => ({
    stack,
    address,
    type,
    arn,
    ...(changedBy && { changedBy }),
    ...Object.fromEntries(operations.map((operation) => [operation, actionsOf(needs[operation])])),
  }));
}

function actionsOf(grants: readonly Grant[]): readonly string[] {
  return [...new Set(grants.flatMap(({ actions }) => actions))].sort();
}

class IdentityRoles {
  private readonly byAddress: ReadonlyMap<string, ResolvedElement>;

  constructor(private readonly identity: ResolvedStack) {
    this.byAddress = new Map(identity.elements.map((element) => [element.address, element]));
  }

  file(stack: StackId, action: DeployerAction): RoleFile {
    const { names } = this.identity.stack;
    const role = this.roleNamed(names.deployerRole(stack, action));
    return {
      roleArn: names.deployerRoleArn(stack, action),
      policies: this.policiesOf(role),
      trust: JSON.parse(role.body.assume_role_policy),
      boundary: this.documentOf(this.referred(role.body.permissions_boundary)),
    };
  }

  private roleNamed(name: string): ResolvedElement {
    const found = this.identity.elements.find(({ type, body }) => type === "aws_iam_role" && body.name === name);
    if (!found) throw new Error(`identity declares no role ${name}`);
    return found;
  }

  private policiesOf(role: ResolvedElement): RoleFile["policies"] {
    return this.identity.elements
      .filter(({ type, body }) => type === "aws_iam_role_policy_attachment" && body.role === `\${${role.address}.name}`)
      .map(({ body }) => this.referred(body.policy_arn))
      .map((policy) => ({ name: policy.body.name, document: this.documentOf(policy) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private documentOf(policy: ResolvedElement): PolicyDocument {
    return readDocument(policy.body.policy);
  }

  /** The element behind `${aws_iam_policy.x.arn}`. */
  private referred(reference: string): ResolvedElement {
    const address = /^\$\{(.*)\.arn\}$/.exec(reference)?.[1] ?? reference;
    const found = this.byAddress.get(address);
    if (!found) throw new Error(`${reference} in identity leads to no resource`);
    return found;
  }
}
