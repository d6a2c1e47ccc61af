import { platformCommand, testInterruptions } from "../support/interrupted-commands";

// With a program in Terraform's place, which tells what the interruption needs: that it runs. The network's part is
// elsewhere: bootstrap and ready in interrupted-bootstrap, hcp in __tests__/cli/hcp/process.
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
  { name: "npm start", args: ["cli/run.mjs", "cli/start.ts", "--json"], moments: ["write 1", "rename 4"] },
  { name: "drift", args: [platformCommand, "drift", "--stack", "identity"], moments: ["spawn 1", "spawn 2"] },
  {
    name: "permissions record",
    args: [platformCommand, "permissions", "record"],
    moments: ["spawn 2", "write 12"],
    tellsChanges: true,
  },
  {
    name: "permissions retire",
    args: [platformCommand, "permissions", "retire"],
    moments: ["spawn 2"],
    tellsChanges: true,
  },
  { name: "permissions diff", args: [platformCommand, "permissions", "diff", "main"], moments: ["spawn 3", "spawn 4"] },
  { name: "affected", args: [platformCommand, "affected", "--base", "main"], moments: ["spawn 4"] },
]);
