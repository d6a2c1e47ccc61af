import type { AwsApis } from "./apis";
import type { Credentials } from "./connect";

/** Takes a role for a quarter of an hour. `RoleSessionName`: by which CloudTrail tells what it was taken for. */
export async function takeRole(
  { sts }: Pick<AwsApis, "sts">,
  RoleArn: string,
  RoleSessionName: string,
): Promise<Credentials> {
  const { Credentials } = await sts.assumeRole({ RoleArn, RoleSessionName, DurationSeconds: 900 });
  return {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
}
