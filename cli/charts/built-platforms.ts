import type { PlatformApp } from "../../constructs/stack/platform-app";
import { removeStagingFolder } from "../../constructs/stack/staging-folder";
import { environmentNames } from "../../environments/load";
import { platform } from "../../main";
import { propsFrom } from "../run-app";

/**
 * The apps of all environments, of which nothing is checked or written: a check may be waiting for the very record that
 * is made from them. An environment that can't be loaded is a `ConfigError`.
 */
export function builtPlatforms(): readonly PlatformApp[] {
  try {
    return environmentNames().map((ENVIRONMENT) => platform(propsFrom({ ENVIRONMENT })));
  } finally {
    removeStagingFolder();
  }
}
