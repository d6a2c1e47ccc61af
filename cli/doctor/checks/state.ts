import type { StackId } from "../../../constructs/stack/stack-id";
import type { Check, Line } from "../check";
import type { Context } from "../context";
import { hcpTerraformState } from "./state/hcp-terraform";
import { localState } from "./state/local";
import { s3State } from "./state/s3";

export const state: Check = {
  id: "state",
  states: "the state of each stack can be read, and nobody holds its lock for long",
  async run(context) {
    const lines = await Promise.all(context.stacks.map((stack) => ofStack(context, stack)));
    return lines.flat();
  },
};

function ofStack(context: Context, stack: StackId): Promise<readonly Line[]> | readonly Line[] {
  const { state } = context.app.environment;
  switch (state.kind) {
    case "local":
      return localState(context, stack, state);
    case "s3":
      return s3State(context, stack, state);
    case "hcp-terraform":
      return hcpTerraformState(context, stack, state);
  }
}
