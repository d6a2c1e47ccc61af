import { installMinistack } from "../../../cli/emulator/ministack";
import type { InstalledPackages } from "../../../cli/emulator/python-packages";
import { describeUnless, terraformAvailability } from "./availability";
import { oncePerRun } from "./oncePerRun";

/** Looks once in a test run whether MiniStack can be had, and installs it where it is not there yet. */
export function emulatorAvailability(): InstalledPackages {
  return oncePerRun("emulator", () => installMinistack());
}

/** A suite of Terraform runs against the emulator; skipped, with the reason, where either can't be had. */
export function describeWithEmulator(name: string, suite: () => void): void {
  const { reason, standIns } = terraformAvailability();
  const real = standIns
    ? undefined
    : "the real kubernetes and helm providers need a cluster, which the emulator has not";
  describeUnless(reason ?? real ?? emulatorAvailability().reason, name, suite);
}
