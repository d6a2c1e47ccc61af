import { describeUnless, terraformAvailability } from "./availability";
import { oncePerRun } from "./oncePerRun";
import { type InstalledPackages, installPythonPackages } from "./pythonPackages";

/** The AWS emulator of the suites (MIT), in the one version that they were written against. */
export const ministackVersion = "1.5.33";
/** With it MiniStack makes certificates: IAM is enforced over TLS. */
const cryptographyVersion = "50.0.2";
const packages = {
  versions: { ministack: ministackVersion, cryptography: cryptographyVersion },
  modules: ["botocore", "cryptography"],
};

/** Looks once in a test run whether MiniStack can be had, and installs it where it is not there yet. */
export function emulatorAvailability(): InstalledPackages {
  return oncePerRun("emulator", () => installPythonPackages(packages));
}

/** A suite of Terraform runs against the emulator; skipped, with the reason, where either can't be had. */
export function describeWithEmulator(name: string, suite: () => void): void {
  const { reason, standIns } = terraformAvailability();
  const real = standIns
    ? undefined
    : "the real kubernetes and helm providers need a cluster, which the emulator has not";
  describeUnless(reason ?? real ?? emulatorAvailability().reason, name, suite);
}
