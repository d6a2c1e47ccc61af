import { rules } from "../../constructs/guardrails/registry";

const head = `# Guardrails

Rules on the finished tree of all six stacks. Whatever breaks one stops synthesis, with all other findings in one message,
before anything is written: construct path, what is wrong, the value, how to mend it, and the id of the rule.

A rule is waived for one construct where that is made, with a reason: \`waive(construct, "<id>", "why it does not apply")\`,
and \`{ until: "2027-03-31" }\` where it is for a time only. Waivers that cover nothing are findings too; those that are past
their day are found by \`npm run check\`. All of them stand in \`cdktf.out/guardrails.json\`.

This page is printed by \`npx platform guard rules --markdown\`.

| rule | severity | waivable | what holds | asked for by |
| --- | --- | --- | --- | --- |
`;

/** The reference of all rules, as it lies in the documentation. */
export function rulesPage(): string {
  const rows = rules.map(({ id, severity, waivable, title, sources }) =>
    [`\`${id}\``, severity, waivable === false ? "no" : "yes", title, sources.join("; ")].join(" | "),
  );
  return `${head}${rows.map((row) => `| ${row} |\n`).join("")}`;
}
