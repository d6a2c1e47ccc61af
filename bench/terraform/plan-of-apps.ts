import fs from "node:fs";
import path from "node:path";
import { terraformAvailability } from "../../__tests__/terraform/support/availability";
import { init, terraformOk } from "../../__tests__/terraform/support/terraform";
import { rounded } from "../measure";
import { madeUpState } from "./made-up-state";

/**
 * Seconds of a first plan of `apps`, with contracts of the other stacks made up as far as Terraform has to know them.
 * Nothing where Terraform or its providers are missing, or where they are the real ones.
 */
export async function planOfApps(output: string): Promise<number | undefined> {
  const { reason, standIns } = terraformAvailability();
  if (reason !== undefined || !standIns) return undefined;
  const folder = path.join(output, "stacks/apps");
  const file = path.join(folder, "cdk.tf.json");
  const stack = JSON.parse(fs.readFileSync(file, "utf8"));
  for (const [id, { config }] of Object.entries<{ config: { path: string } }>(stack.data.terraform_remote_state)) {
    const producer = JSON.parse(fs.readFileSync(path.join(output, "stacks", id, "cdk.tf.json"), "utf8"));
    const state = path.resolve(folder, config.path);
    fs.mkdirSync(path.dirname(state), { recursive: true });
    fs.writeFileSync(state, madeUpState(producer));
  }
  await init(folder);
  const start = performance.now();
  await terraformOk(folder, ["plan", "-input=false", "-no-color", "-refresh=false"], { timeoutMs: 300_000 });
  return rounded((performance.now() - start) / 1000);
}
