import { guardrailError } from "../constructs/guardrails/check";
import { removeLeftFolders } from "../constructs/stack/left-behind";
import type { PlatformApp, PlatformAppProps } from "../constructs/stack/platform-app";
import { removeStagingFolder } from "../constructs/stack/staging-folder";
import { platform } from "../main";
import type { CommandShell } from "./command";
import { propsFrom } from "./run-app";

/** The environment's app, built and checked, of which nothing is written. What is wrong with it is a `ConfigError`. */
export function checkedPlatform({ ENVIRONMENT }: CommandShell): PlatformApp {
  return checkedPlatformOf(propsFrom({ ENVIRONMENT }));
}

/** The same of an environment that no file of the repository holds. */
export function checkedPlatformOf(props: PlatformAppProps): PlatformApp {
  // An app makes a folder as soon as it is created, and one that was killed has left its own.
  removeLeftFolders();
  try {
    const app = platform(props);
    const findings = app.findings();
    if (findings.length > 0) throw guardrailError(app.environment.name, findings);
    return app;
  } finally {
    removeStagingFolder();
  }
}
