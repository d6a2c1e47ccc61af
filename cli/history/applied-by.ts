import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { namesOf } from "../../constructs/names";
import type { PlatformAppProps } from "../../constructs/stack/platform-app";
import type { StackId } from "../../constructs/stack/stack-id";
import { connectTo } from "../aws/connect";
import type { ApplyRecord } from "./apply-record";

/** Milliseconds that STS has where states are local: such an environment may know no account at all. */
const shortly = 4_000;

/** Who applies, as STS says; with local states and without credentials the user of this machine. */
export async function appliedBy(
  { environment, deployAs }: Pick<PlatformAppProps, "environment" | "deployAs">,
  stack: StackId,
): Promise<Pick<ApplyRecord, "by" | "role">> {
  const role = deployAs && { role: namesOf(environment).deployerRoleArn(stack, deployAs) };
  const asked = callerOf(environment);
  if (environment.state.kind === "s3") return { by: await asked, ...role };
  const known = asked.catch(() => undefined);
  const arn = await Promise.race([known, sleep(shortly, undefined, { ref: false })]);
  return { by: arn ?? `${os.userInfo().username}@${os.hostname()}`, ...role };
}

async function callerOf(environment: PlatformAppProps["environment"]): Promise<string> {
  const { sts } = await connectTo(environment, environment.aws.region)();
  const { Arn = "unknown" } = await sts.getCallerIdentity({});
  return Arn;
}
