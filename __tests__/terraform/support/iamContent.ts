import { type PolicyDocument, readDocument } from "../../../constructs/identity/policy-document";
import { namesOf } from "../../../constructs/names";
import { deployerRoles, stackIds } from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import type { StackFolders } from "./stackFolders";
import type { Attributes, StateFile } from "./stateFile";

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

/**
 * The roles and policies that a state of identity holds, whatever was declared last: those that are in force once it is
 * applied. Fails where the state holds something of IAM that gives rights and that this does not read.
 */
export function iamOf(state: StateFile): IamContent {
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

function attributesOf({ resources }: StateFile, type: string): readonly Attributes[] {
  const ofType = resources.filter((one) => one.mode === "managed" && one.type === type);
  return ofType.flatMap(({ instances }) => instances.map(({ attributes }) => attributes));
}

/** The deployers as `cdktf.out/permissions/<stack>.json` describes them. */
export function deployersOf(stacks: StackFolders, environment: Environment): IamContent {
  const names = namesOf(environment);
  const all = stackIds.flatMap((id) => {
    const boundary = names.boundaryArn(id);
    const arnOf = (policy: string) => names.iamArn("policy", names.deployerPath(id), policy);
    return deployerRoles.map((one): IamContent => {
      const file = stacks.permissions(id)[one];
      const own = file.policies.map(({ name, document }) => [arnOf(name), document] as const);
      const role = { arn: file.roleArn, trust: file.trust, boundary, policies: own.map(([arn]) => arn) };
      return { roles: [role], policies: { ...Object.fromEntries(own), [boundary]: file.boundary } };
    });
  });
  return {
    roles: all.flatMap(({ roles }) => roles),
    policies: Object.assign({}, ...all.map(({ policies }) => policies)),
  };
}
