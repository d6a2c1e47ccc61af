import { connectTo } from "../../../cli/aws/connect";
import type { BootstrapContext } from "../../../cli/bootstrap/context";
import { wantedBy } from "../../../cli/bootstrap/wanted";
import { bootstrapTemplate } from "../../../constructs/bootstrap/template";
import { templateText } from "../../../constructs/bootstrap/template-text";
import type { Reads } from "../../../constructs/permissions/state";
import { statePolicies } from "../../../constructs/permissions/state-policies";
import type { Environment } from "../../../environments/schema/environment";
import { boundaryOf } from "../../../stacks/boundaries";
import { type Credentials, root } from "./awsClient";

/** What a run of bootstrap has shown beside its result. */
export interface Shown {
  readonly shown: string[];
  readonly progress: string[];
}

/** Bootstrap of an environment in an emulator, as its steps run it; every question is answered with yes. */
export async function bootstrapRun(
  environment: Environment,
  { key, secret, token }: Credentials = root,
  reads: Reads = (stack) => boundaryOf(stack).reads,
): Promise<BootstrapContext & Shown> {
  const policies = statePolicies(environment, reads);
  if (!policies) throw new Error(`the states of ${environment.name} are not in S3`);
  const text = templateText(bootstrapTemplate(environment, policies), environment.rootAdministrators);
  const wanted = wantedBy(environment, text);
  const credentials = { accessKeyId: key, secretAccessKey: secret, ...(token && { sessionToken: token }) };
  const shown: string[] = [];
  const progress: string[] = [];
  return {
    environment,
    wanted,
    aws: await connectTo(environment, wanted.region)(credentials),
    dialogue: {
      confirm: async () => true,
      show: (text) => void shown.push(text),
      progress: (what) => void progress.push(what),
    },
    signal: new AbortController().signal,
    firstPauseMs: 50,
    shown,
    progress,
  };
}
