import { type PolicyDocument, readDocument } from "../../constructs/identity/policy-document";

/** A role as IAM holds it. */
export interface IamRole {
  readonly arn: string;
  readonly trust: PolicyDocument;
  /** ARN of its permissions boundary. @default - none */
  readonly boundary?: string;
  /** ARNs of the managed policies that are attached to it. */
  readonly policies: readonly string[];
}

/** Roles of an account, and its customer managed policies by ARN. */
export interface IamContent {
  readonly roles: readonly IamRole[];
  readonly policies: Readonly<Record<string, PolicyDocument>>;
}

/** The resources of a Terraform state, as far as they are looked at. */
export interface IamState {
  readonly resources: readonly {
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly name: string;
    // biome-ignore lint/suspicious/noExplicitAny: attributes have as many shapes as the providers have types
    readonly instances: readonly { readonly attributes: Readonly<Record<string, any>> }[];
  }[];
}

/**
 * The roles and policies that a state of identity holds, whatever was declared last: those that are in force once it is
 * applied. Fails where the state holds something of IAM that gives rights and that this does not read.
 */
export function iamOf(state: IamState): IamContent {
  const all = (type: string) => attributesOf(state, type);
  const unread = state.resources.find(({ mode, type }) => mode === "managed" && !readTypes.test(type));
  if (unread) throw new Error(`identity's state holds ${unread.type}.${unread.name}: read it in iamOf`);
  const attached = (role: string) => all("aws_iam_role_policy_attachment").filter((one) => one.role === role);
  return {
    roles: all("aws_iam_role").map(({ arn, name, assume_role_policy, permissions_boundary }) => ({
      arn,
      trust: JSON.parse(assume_role_policy),
      boundary: permissions_boundary || undefined,
      policies: attached(name).map(({ policy_arn }) => policy_arn),
    })),
    policies: Object.fromEntries(all("aws_iam_policy").map(({ arn, policy }) => [arn, readDocument(policy)])),
  };
}

/** Instance profiles and providers give nobody a right by themselves. */
const readTypes = /^aws_iam_(instance_profile|openid_connect_provider|policy|role|role_policy_attachment)$/;

function attributesOf({ resources }: IamState, type: string) {
  const ofType = resources.filter((one) => one.mode === "managed" && one.type === type);
  return ofType.flatMap(({ instances }) => instances.map(({ attributes }) => attributes));
}

/** `arn:aws:iam::1:role/a/b` → `/a/`, `b`. */
export function pathAndName(arn: string): [path: string, name: string] {
  const found = /:(?:role|policy)(\/(?:.+\/)?)([^/]+)$/.exec(arn);
  if (!found?.[1] || !found[2]) throw new Error(`${arn} is the ARN of no role or policy`);
  return [found[1], found[2]];
}
