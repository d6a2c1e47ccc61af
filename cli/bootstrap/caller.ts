import type { Environment } from "../../environments/schema/environment";
import type { AwsApis } from "../aws/apis";
import { matchesArn } from "../aws/arn-pattern";
import { ifThere } from "../aws/errors";
import { CommandError } from "../command";

/**
 * Refuses a caller who is none of the environment's root administrators: the policies of states lock out everybody else,
 * and so would their own author. Gives the caller's ARN as these policies will see it.
 */
export async function asRootAdministrator(aws: AwsApis, environment: Environment): Promise<string> {
  const caller = await callerIn(aws, environment);
  const principal = await principalOf(aws, caller);
  const { rootAdministrators, name } = environment;
  if (rootAdministrators.some((pattern) => matchesArn(pattern, principal))) return principal;
  const listed = rootAdministrators.map((pattern) => `  ${pattern}`).join("\n");
  throw refused(
    `the caller ${principal} is none of the rootAdministrators of ${name}:\n${listed}\nSign in as one of them`,
  );
}

/** Refuses a caller of another account or partition than the environment's. Gives the caller's ARN as STS sees it. */
export async function callerIn({ sts }: AwsApis, { name, aws }: Environment): Promise<string> {
  const { Account, Arn = "" } = await sts.getCallerIdentity({});
  const partition = Arn.split(":")[1];
  if (Account === aws.accountId && partition === aws.partition) return Arn;
  const [its, ours] =
    partition === aws.partition
      ? [`account ${Account}`, `account ${aws.accountId}`]
      : [`partition ${partition}`, `partition ${aws.partition}`];
  throw refused(`the caller ${Arn} belongs to ${its}, and ${name} to ${ours}. Sign in there, or set AWS_PROFILE`);
}

/** A session says the name of its role and not its path: IAM knows it. */
async function principalOf({ iam }: AwsApis, caller: string): Promise<string> {
  const role = /^arn:[^:]+:sts::\d+:assumed-role\/([^/]+)\//.exec(caller)?.[1];
  if (role === undefined) return caller;
  const found = await ifThere(iam.getRole({ RoleName: role }), "NoSuchEntityException", "NoSuchEntity");
  const arn = found?.Role?.Arn;
  if (arn) return arn;
  throw refused(`the caller is a session of the role ${role}, which IAM does not know any more. Sign in anew`);
}

function refused(problem: string): CommandError {
  return new CommandError(`platform bootstrap: ${problem}.`);
}
