import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { waive } from "../guardrails/waive";
import type { Policies, PolicyDocument } from "./policy-document";
import { attachable, policyText, trustText } from "./policy-limits";
import { waiveOnRole } from "./role-waivers";

/** A policy of AWS that allows a whole service or more, and why the role has it nevertheless. */
export interface WidePolicy {
  readonly name: string;
  readonly reason: string;
}

export interface PlatformRoleProps {
  /** Name, unique in the account, up to 64 characters. */
  readonly name: string;
  /** IAM path of the role and of its own policies: what others may do to them rests on it. */
  readonly path: string;
  /** What the role is for, for whoever meets it in the console. */
  readonly description: string;
  /** Who may assume the role. */
  readonly trust: PolicyDocument;
  /** ARN of the permissions boundary: no role is without one. */
  readonly boundaryArn: string;
  /** Longest session, in hours. @default 1 */
  readonly maxSessionHours?: number;
  /** What the role may do, by the last part of each policy's name. @default - nothing */
  readonly policies?: Policies;
  /** AWS's own managed policies, by name (with `service-role/` where AWS has it). @default - none */
  readonly awsManagedPolicies?: readonly (string | WidePolicy)[];
  /** @default "aws" */
  readonly partition?: string;
  /** What makes a policy shorter that is too long. @default "split it into two policies by service" */
  readonly shorter?: string;
  /** What must exist before IAM accepts the trust policy. @default - nothing */
  readonly after?: readonly ITerraformDependable[];
}

/** ARNs of managed policies by the last part of their names. */
export type PolicyArns = Readonly<Record<string, string>>;

/**
 * A role with its boundary and its policies.
 *
 * Permissions are customer managed policies, not inline ones: each has 6,144 characters of its own (all inline policies
 * of a role share 10,240), keeps its last versions, shows as a resource of its own in a plan, and lies under a path, so
 * that the right to rewrite it can be limited by ARN (`CreatePolicyVersion` knows no boundary condition).
 * They are attached one by one: an exclusive list would detach what an administrator attaches in an emergency.
 */
export class PlatformRole extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PlatformRoleProps,
  ) {
    super(scope, id);
    const { name, path, description, trust, boundaryArn, maxSessionHours = 1, policies = {} } = props;
    const { awsManagedPolicies = [], partition = "aws", after = [] } = props;
    attachable(name, Object.keys(policies).length + awsManagedPolicies.length);
    const role = new IamRole(this, "role", {
      name,
      path,
      description,
      assumeRolePolicy: trustText(`trust of ${name}`, trust),
      permissionsBoundary: boundaryArn,
      maxSessionDuration: maxSessionHours * 3600,
      ...(after.length > 0 && { dependsOn: [...after] }),
    });
    waiveOnRole(role, trust);
    // From the role that is made, not computed: what uses the ARN then waits for the role.
    this.arn = role.arn;
    this.name = role.name;
    this.grant(policies);
    for (const policy of awsManagedPolicies) this.attachOfAws(policy, `arn:${partition}:iam::aws:policy`);
  }

  /** Adds customer managed policies, by the last part of their names. Gives their ARNs, to be shared. */
  grant(policies: Policies): PolicyArns {
    const arns = Object.entries(policies).map(([part, document]) => [part, this.ownPolicy(part, document)]);
    return this.share(Object.fromEntries(arns));
  }

  /** Attaches policies that are there already, by the last part of their names. */
  share(policies: PolicyArns): PolicyArns {
    attachable(this.props.name, this.node.children.filter(isAttachment).length + Object.keys(policies).length);
    for (const [part, arn] of Object.entries(policies)) this.attach(part, arn);
    return policies;
  }

  private ownPolicy(part: string, document: PolicyDocument): string {
    const { name, path, shorter } = this.props;
    const policyName = `${name}-${part}`;
    const policy = policyText(policyName, document, shorter);
    const description = `Permissions of ${name}: ${part}.`;
    return new IamPolicy(this, `policy-${part}`, { name: policyName, path, description, policy }).arn;
  }

  private attachOfAws(policy: string | WidePolicy, policies: string): void {
    const name = typeof policy === "string" ? policy : policy.name;
    const attachment = this.attach(lastPart(name), `${policies}/${name}`);
    if (typeof policy !== "string") waive(attachment, "administrator-policy", policy.reason);
  }

  private attach(part: string, policyArn: string): IamRolePolicyAttachment {
    return new IamRolePolicyAttachment(this, `attachment-${part}`, { role: this.name, policyArn });
  }
}

const isAttachment = (child: unknown) => child instanceof IamRolePolicyAttachment;

/** `service-role/AmazonRDSEnhancedMonitoringRole` → `AmazonRDSEnhancedMonitoringRole`. */
function lastPart(policy: string): string {
  return policy.slice(policy.lastIndexOf("/") + 1);
}
