import { rules } from "../../constructs/guardrails/registry";
import type { Command } from "../command";
import { rulesPage } from "../guard/rules-page";
import { table } from "../table";

const help = `Lists the rules that stop synthesis. A rule is waived for one construct, where it is made, by
waive(construct, "<id>", "why it does not apply"), with { until: "2027-03-31" } where it is for a time only.

Usage: npx platform guard rules [--markdown]

  --markdown   the page docs/reference/guardrails.md, with who asks for each rule

Exit code: 0 listed, 1 error.

Example: npx platform guard rules
`;

export const guardRules: Command = {
  name: "guard rules",
  summary: "the rules that stop synthesis",
  help,
  options: { markdown: { type: "boolean" } },
  run: ({ values }) => ({ output: values.markdown ? rulesPage() : `${listed()}\n` }),
};

function listed(): string {
  const rows = rules.map(({ id, severity, title, waivable }) => [
    id,
    severity,
    waivable === false ? "no" : "yes",
    title,
  ]);
  return table([["rule", "severity", "waivable", "what holds"], ...rows]).join("\n");
}
