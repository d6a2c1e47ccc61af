import { platformCommand, testInterruptions } from "../support/interrupted-commands";

// Those that take longer are in __tests__/terraform/interrupted-commands. The network's part: bootstrap and ready in
// __tests__/terraform/interrupted-bootstrap, hcp in cli/hcp/process.
testInterruptions([
  { name: "npm run synth", args: ["cli/run.mjs", "main.ts"], moments: ["write 3", "rename 4"] },
  { name: "plan", args: [platformCommand, "plan", "apps"], moments: ["spawn 1"] },
  { name: "pipelines", args: [platformCommand, "pipelines"], moments: ["write 2", "rename 3"], tellsChanges: true },
  {
    name: "history record",
    args: [platformCommand, "history", "record", "apps"],
    moments: ["write 1", "rename 1"],
    tellsChanges: true,
  },
]);
