import { href } from "../../html/href";
import { html } from "../../html/html";
import { type Data, operations } from "../data";
import type { Detail } from "./detail";
import { detailTable } from "./detail-table";

/** A resource: where it is declared, and which actions Terraform needs for it. */
export function resourceDetail(data: Data, [stack = "", address = ""]: readonly string[]): Detail | undefined {
  const found = data.resources.find((one) => one.stack === stack && one.address === address);
  if (!found) return undefined;
  const rows = operations.map((operation) => [operation, found.actions(operation)] as const);
  const needed = rows.some(([, actions]) => actions.length > 0);
  const writer = found.changedBy || html`<a href="${href("roles", `${stack}-apply`)}">${stack}-apply</a>`;
  return {
    title: address,
    section: "resources",
    body: html`<dl class="facts"><dt>Stack</dt><dd>${stack}</dd><dt>Construct</dt><dd><code>${found.path}</code></dd>${found.arn && html`<dt>ARN</dt><dd><code>${found.arn}</code></dd>`}</dl>
${
  needed
    ? detailTable(
        "Actions that Terraform needs",
        ["To", "Actions", "Who"],
        rows
          .filter(([, actions]) => actions.length > 0)
          .map(([operation, actions]) => [
            operation,
            actions.map((one) => html`<div><code>${one}</code></div>`),
            operation === "read" ? "all of its deployers" : writer,
          ]),
      )
    : html`<p>It needs no action of AWS.</p>`
}`,
  };
}
