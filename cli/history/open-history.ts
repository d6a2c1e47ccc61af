import path from "node:path";
import { stateRegion } from "../../constructs/bootstrap/template";
import { namesOf } from "../../constructs/names";
import { outputFolder } from "../../constructs/stack/output-folder";
import type { PlatformAppProps } from "../../constructs/stack/platform-app";
import type { StackId } from "../../constructs/stack/stack-id";
import { stateLocationOf } from "../../constructs/state/state-location";
import { connectTo } from "../aws/connect";
import { takeRole } from "../aws/take-role";
import type { HistoryStore } from "./history-store";
import { LocalHistory } from "./local-history";
import { S3History, type StatePlace } from "./s3-history";

type Opener = Pick<PlatformAppProps, "environment" | "deployAs">;

/** Where the records of an environment lie, opened with the role that DEPLOY_AS names. None where HCP Terraform has them. */
export function openHistory({ environment, deployAs }: Opener): HistoryStore | undefined {
  const { state } = environment;
  if (state.kind === "hcp-terraform") return undefined;
  if (state.kind === "local") {
    // Terraform finds the state beside the output as well.
    return new LocalHistory((stack) =>
      path.resolve(outputFolder(), "..", stateLocationOf(environment).describe(stack)),
    );
  }
  const names = namesOf(environment);
  const region = stateRegion(environment);
  const placeOf = (stack: StackId): StatePlace => ({
    bucket: names.stateBucket(stack, state.bucketPrefix),
    object: names.stateObject(stack),
    keyAlias: `arn:${environment.aws.partition}:kms:${region}:${environment.aws.accountId}:${names.stateKeyAlias(stack)}`,
  });
  const connect = connectTo(environment, region);
  const as = async (stack: StackId) => {
    const caller = await connect();
    if (!deployAs) return caller;
    return connect(await takeRole(caller, names.deployerRoleArn(stack, deployAs), "platform-history"));
  };
  return new S3History(placeOf, as);
}
