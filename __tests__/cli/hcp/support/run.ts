import { commands } from "../../../../cli/commands/commands";
import { dispatch, type Outcome } from "../../../../cli/dispatch";
import { HcpApi } from "../../../../cli/hcp/api/api";
import { patience } from "../../../../cli/hcp/api/patience";
import { setUp } from "../../../../cli/hcp/set-up";
import { type HcpState, type Wanted, wantedOf } from "../../../../cli/hcp/wanted";
import { loadEnvironment } from "../../../../environments/load";
import type { HcpTerraform } from "./hcp-terraform";

export const variable = "TF_TOKEN_app_terraform_io";

/** What a command printed, standard error included, and how it ended. */
export interface Ran extends Outcome {
  readonly shown: string;
}

/** Runs `npx platform hcp` on example-hcp against the stand-in, with the token in the variable that Terraform reads. */
export async function run(hcp: HcpTerraform, address: string, ...args: readonly string[]): Promise<Ran> {
  const shown: string[] = [];
  const write = jest.spyOn(process.stderr, "write").mockImplementation((text) => shown.push(String(text)) > 0);
  process.env[variable] = hcp.token;
  try {
    const outcome = await dispatch(commands, ["hcp", "--address", address, ...args], { ENVIRONMENT: "example-hcp" });
    return { ...outcome, shown: shown.join("") };
  } finally {
    write.mockRestore();
    delete process.env[variable];
  }
}

/** What example-hcp asks for, with other settings. */
export function wanted(changes: Partial<HcpState> = {}, runners: "in-vpc" | "public" = "in-vpc"): Wanted {
  const environment = loadEnvironment("example-hcp");
  const { state } = environment;
  if (state.kind !== "hcp-terraform") throw new Error("example-hcp is about HCP Terraform");
  return wantedOf({ ...environment, runners }, { ...state, ...changes });
}

export function apiOf(hcp: HcpTerraform, address: string, token = hcp.token, signal = new AbortController().signal) {
  const short = { ...patience, pauseMs: 1, longestPauseMs: 20, answerMs: 500 };
  return new HcpApi({ host: "app.terraform.io", address, token, signal, patience: short });
}

/** Sets up without asking and without long pauses. */
export async function setUpNow(hcp: HcpTerraform, address: string, what = wanted()) {
  const dialogue = { confirm: async () => true, show: () => undefined, progress: () => undefined };
  const signal = new AbortController().signal;
  return setUp({ wanted: what, api: apiOf(hcp, address), dialogue, signal, pauseMs: 1 });
}
