import {
  type RunningEmulator,
  type EmulatorOptions as StartOptions,
  startEmulator as start,
} from "../../../cli/emulator/start";
import { AwsClient } from "./awsClient";
import { emulatorAvailability } from "./emulatorAvailability";
import { scratchFolder } from "./scratch";
import { toolEnvironment } from "./toolEnvironment";

export type EmulatorOptions = Pick<StartOptions, "accountId" | "region" | "auth">;

/** A running MiniStack, bound to loopback, and a client for it. */
export interface Emulator extends Pick<RunningEmulator, "section" | "plainEndpoint" | "stop"> {
  readonly aws: AwsClient;
}

/** Starts the demo's emulator on a free port. It ends with `stop` or with this process. */
export async function startEmulator({ accountId, region, auth }: EmulatorOptions): Promise<Emulator> {
  const { python } = emulatorAvailability();
  const env = toolEnvironment();
  const folder = scratchFolder("emulator");
  const { section, plainEndpoint, stop } = await start({ accountId, region, auth, python, folder, env });
  const aws = new AwsClient({ python, region, env, ...section });
  return {
    section,
    plainEndpoint,
    aws,
    stop: async () => {
      await aws.stop();
      await stop();
    },
  };
}
