import type { SecretsOfWorkload } from "../secrets";
import type { ConfigFiles, Settings } from "../settings";

/** The objects that a workload's pods take their content from. */
export interface PodContent {
  readonly settings: Settings;
  /** @default - none */
  readonly configFiles?: ConfigFiles;
  readonly secrets: SecretsOfWorkload;
}
