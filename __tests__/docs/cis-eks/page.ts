import { elsewhereItems } from "./elsewhere";
import type { ElsewhereItem, MetItem } from "./item";
import { metItems } from "./met";

const head = `# CIS Amazon EKS Benchmark 1.8

What of the benchmark Terraform can decide, with the construct and the test of each item, and who decides the rest. Section 1,
the control plane's components, is AWS's and has no items.

Written by \`node cli/run.mjs __tests__/docs/cis-eks/write.ts\` from the tables beside it; a test compares both, and fails when a
file or a test that is named here does not exist.
`;

/** The page \`docs/security/cis-eks.md\`. */
export function cisEksPage(): string {
  return [
    head,
    "## Decided by Terraform",
    "",
    "| Item | Title | Construct | Test | Except |",
    "| --- | --- | --- | --- | --- |",
    ...metItems.map(metRow),
    "",
    "## Decided elsewhere",
    "",
    "| Item | Title | By |",
    "| --- | --- | --- |",
    ...elsewhereItems.map(elsewhereRow),
    "",
  ].join("\n");
}

function metRow({ id, title, constructs, tests, except = "" }: MetItem): string {
  const proofs = Object.entries(tests).flatMap(([file, titles]) => titles.map((test) => `${link(file)}: ${test}`));
  return row(id, title, constructs.map(link).join("<br>"), proofs.join("<br>"), except);
}

function elsewhereRow({ id, title, decidedBy }: ElsewhereItem): string {
  return row(id, title, decidedBy);
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Links a file of the repository from the folder of the page. */
function link(file: string): string {
  return `[${file.slice(file.lastIndexOf("/") + 1)}](../../${file})`;
}
