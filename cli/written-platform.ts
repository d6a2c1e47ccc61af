import type { PlatformApp } from "../constructs/stack/platform-app";
import { removeStagingFolder } from "../constructs/stack/staging-folder";
import { platform } from "../main";
import type { CommandShell } from "./command";
import { propsFrom } from "./run-app";

/** The environment's app, checked and written to `cdktf.out`, for commands that run Terraform on it. */
export function writtenPlatform(shell: CommandShell): PlatformApp {
  try {
    const app = platform(propsFrom(shell));
    app.synth();
    return app;
  } finally {
    // Also of an app that could not even be built.
    removeStagingFolder();
  }
}
