import { href } from "../../html/href";
import { type Html, html } from "../../html/html";
import type { Data } from "../data";
import type { Detail } from "./detail";
import { detailTable } from "./detail-table";

/** An arrow: which outputs, and what uses them. */
export function contractDetail(data: Data, [producer = "", reader = ""]: readonly string[]): Detail | undefined {
  const found = data.contract(producer, reader);
  if (!found) return undefined;
  const [, , version, outputs] = found;
  const used = outputs.filter(([, , , by]) => by.length > 0);
  const unused = outputs.filter(([, , , by]) => by.length === 0);
  return {
    title: `${producer} to ${reader}`,
    section: "stacks",
    body: html`<p>${reader} reads version ${version} of the contract of ${producer}: it uses ${used.length} of ${outputs.length} outputs, and could read all, since it reads the whole state.</p>
${detailTable(
  "Outputs in use",
  ["Output", "What it is", "Used by"],
  used.map(([name, kind, meaning, by]) => [
    html`<code>${name}</code><div class="quiet">${kind}</div>`,
    meaning,
    users(reader, by),
  ]),
)}
${unused.length > 0 && html`<details><summary>Not used by ${reader} (${unused.length})</summary><ul>${unused.map(([name, , meaning]) => html`<li><code>${name}</code>: ${meaning}</li>`)}</ul></details>`}`,
  };
}

function users(reader: string, addresses: readonly string[]): Html {
  const links = addresses.map(
    (one) => html`<div><a href="${href("resources", reader, one)}"><code>${one}</code></a></div>`,
  );
  if (links.length <= 6) return html`${links}`;
  return html`<details><summary>${links.length} resources</summary>${links}</details>`;
}
