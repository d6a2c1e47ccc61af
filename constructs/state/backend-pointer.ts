import fs from "node:fs";
import path from "node:path";

/**
 * Terraform remembers in `.terraform/terraform.tfstate` how its backend was last configured, the role included, and
 * refuses to go on ("Backend configuration changed") when only `DEPLOY_AS` changed. The state still lies where it lay,
 * so the memory is dropped and the next `init` starts anew; any other change of the backend is left for Terraform to ask
 * about.
 */
export function resetBackendPointer(folder: string, previous: string, next: string): void {
  const [before, after] = [backendOf(previous), backendOf(next)];
  if (before.whole === after.whole || before.withoutRole !== after.withoutRole) return;
  fs.rmSync(path.join(folder, ".terraform", "terraform.tfstate"), { force: true });
}

function backendOf(json: string): { whole: string; withoutRole: string } {
  const backend = JSON.parse(json).terraform?.backend ?? {};
  const whole = JSON.stringify(backend);
  const withoutRole = JSON.stringify(backend, (key, value) => (key === "assume_role" ? undefined : value));
  return { whole, withoutRole };
}
