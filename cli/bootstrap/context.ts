import type { Environment } from "../../environments/schema/environment";
import type { AwsApis } from "../aws/apis";
import type { Dialogue } from "../dialogue";
import type { Wanted } from "./wanted";

/** What the steps of bootstrap work with. */
export interface BootstrapContext {
  readonly environment: Environment;
  readonly wanted: Wanted;
  readonly aws: AwsApis;
  readonly dialogue: Dialogue;
  /** Aborted when the command is interrupted. */
  readonly signal: AbortSignal;
  /** Milliseconds before the second look at something that takes its time. @default 250 */
  readonly firstPauseMs?: number;
}
