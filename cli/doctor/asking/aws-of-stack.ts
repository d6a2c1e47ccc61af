import type { StackId } from "../../../constructs/stack/stack-id";
import type { Context } from "../context";
import type { AwsCalls } from "./aws-calls";
import { assumed } from "./sessions";

/**
 * AWS as a stack's Terraform calls it: in the role that DEPLOY_AS names, else with the caller's own credentials. Undefined
 * where that role can't be had, which the check of roles tells.
 */
export async function awsOfStack(context: Context, stack: StackId): Promise<AwsCalls | undefined> {
  if (context.deployAs === undefined) return context.aws;
  const session = await assumed(context, stack, context.deployAs);
  return session.kind === "answered" ? context.aws.as(session.session) : undefined;
}
