import { requiredTerraform } from "../../../constructs/stack/required-terraform";
import { type Check, ok, problem } from "../check";
import { atLeast, versionIn } from "../version";

export const terraform: Check = {
  id: "terraform",
  states: "Terraform is there, in a version that the stacks take",
  async run({ programs, env }) {
    // The same variable as for the CDKTF command.
    const { TERRAFORM_BINARY_NAME: program = "terraform" } = env;
    // It would look for a newer one on the internet otherwise.
    const ended = await programs.run(program, ["version", "-json"], { CHECKPOINT_DISABLE: "1" });
    if (ended === undefined) {
      const fix = "install it: https://developer.hashicorp.com/terraform/install";
      return [problem(`there is no ${program} on the PATH, or it does not end`, fix)];
    }
    const version = /"terraform_version": *"([^"]+)"/.exec(ended.stdout)?.[1];
    if (ended.status !== 0 || version === undefined) {
      return [
        problem(`${program} version says nothing that is a version`, `run ${program} version, and mend what it says`),
      ];
    }
    if (atLeast(versionIn(version) ?? [], versionIn(requiredTerraform) ?? [])) {
      return [ok(`${version}, and ${requiredTerraform} is needed`)];
    }
    return [problem(`this is ${version}, and the stacks need ${requiredTerraform}`, "install a newer one")];
  },
};
