import type { DeployerAction, StackId } from "../../../constructs/stack/stack-id";
import type { Context } from "../context";
import type { AwsAnswer, Session } from "./aws-calls";

type Assumed = { readonly kind: "answered"; readonly session: Session } | Exclude<AwsAnswer, { kind: "answered" }>;

const known = new WeakMap<Context, Map<StackId, Promise<Assumed>>>();

/** A session in a stack's own role, as Terraform takes one for `DEPLOY_AS`; each is asked for once. */
export function assumed(context: Context, stack: StackId, action: DeployerAction): Promise<Assumed> {
  const sessions = known.get(context) ?? new Map<StackId, Promise<Assumed>>();
  known.set(context, sessions);
  const session = sessions.get(stack) ?? assume(context, stack, action);
  sessions.set(stack, session);
  return session;
}

async function assume({ aws, app }: Context, stack: StackId, action: DeployerAction): Promise<Assumed> {
  const arn = app.stack(stack).names.deployerRoleArn(stack, action);
  const answer = await aws.call("sts", "assume-role", { "role-arn": arn, "role-session-name": "platform-doctor" });
  if (answer.kind !== "answered") return answer;
  const { AccessKeyId, SecretAccessKey, SessionToken } = answer.content.Credentials;
  const session = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  return { kind: "answered", session };
}
