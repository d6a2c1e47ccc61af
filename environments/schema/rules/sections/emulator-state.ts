import { sectionRule } from "../section-rule";

/** An emulator listens on the machine that runs Terraform, and there no worker of HCP Terraform does. */
export const emulatorState = sectionRule({
  code: "ENV_EMULATOR_STATE",
  states: "HCP Terraform runs on machines of its own, which reach no emulator on this one",
  needs: ["state", "emulator"],
  *breaches({ state, emulator }) {
    if (!emulator || state.kind !== "hcp-terraform") return;
    yield { path: ["emulator"], fix: 'leave it out, or write state: { kind: "s3" }, which the emulator keeps as well' };
  },
});
