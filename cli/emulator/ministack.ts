import { type InstalledPackages, installPythonPackages } from "./python-packages";

/** The AWS emulator of the demo and of the tests (MIT), in the one version that both were written against. */
export const ministackVersion = "1.5.33";
/** With it MiniStack makes certificates: IAM is enforced over TLS. */
const cryptographyVersion = "50.0.2";
/** With it MiniStack runs a cluster in Docker. */
const dockerVersion = "7.1.0";

const packages = {
  versions: { ministack: ministackVersion, cryptography: cryptographyVersion },
  modules: ["botocore", "cryptography"],
};

/** Installs MiniStack from PyPI where it is not there yet. `docker`: with what it needs to run clusters. */
export function installMinistack(docker = false): InstalledPackages {
  if (!docker) return installPythonPackages(packages);
  const { versions, modules } = packages;
  return installPythonPackages({
    versions: { ...versions, docker: dockerVersion },
    modules: [...modules, "docker"],
  });
}
