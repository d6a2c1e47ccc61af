/** What each script of package.json is for, in the order of their table. */
export const npmScripts: Readonly<Record<string, string>> = {
  start:
    "synthesizes and prints stacks, resources, reads, states, seconds and the fixed cost; `npm start --silent -- --json` for machines",
  demo: "deploys the platform to an emulator of AWS on this machine, as `npx platform demo`",
  synth: "synthesizes alone",
  test: "all tests without network and Terraform, the proofs among them",
  "test:proofs":
    "the proofs alone: IAM simulated on the derived policies, which suffice and reach no further; prints what each proof looked at",
  "test:guardrails": "the guardrails alone: the demo broken in one way per rule, and exactly that rule sees it",
  "test:mutation": "the proof of the proofs alone: each turns red when a policy is widened or narrowed",
  "test:scanners":
    "checkov and tflint over the stacks, promtool over every alert, Kyverno over the policies, actionlint over the workflows; each skips with a reason",
  "test:browser": "the report in a real Chromium; skips with a reason",
  "test:charts": "the real charts by the real Helm against their records; skips with a reason",
  "test:terraform":
    "all six stacks through the real Terraform, with the derived roles against an emulator of IAM; `-- <suite>` for one; skips with a reason",
  "test:cluster":
    "the declared objects at a real Kubernetes API server, each role with its own rights; skips with a reason",
  "test:compat": "compares what cdktf and its fork cdktn synthesize, as `npx platform compat`",
  bench: "measures, prints a table, writes `bench/results.json`",
  check: "types, lint, format, and waivers that are past their day",
  "check:types": "types alone",
  "check:lint": "lint and format alone",
  "check:waivers": "waivers alone",
  format: "mends lint and format",
};
