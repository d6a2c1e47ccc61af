import { href } from "../../html/href";
import { type Html, html } from "../../html/html";
import { permissionCells } from "../../model/permission-cells";
import type { Data } from "../data";
import type { Detail } from "./detail";
import { statementTable } from "./statement-table";

/** A role: who may become it, what it may, and what holds it. */
export function roleDetail(data: Data, [key = ""]: readonly string[]): Detail | undefined {
  const role = data.roles.find((one) => one.key === key);
  if (!role) return undefined;
  const all = role.policies.flatMap(({ name, statements }) =>
    statements.map((statement) => ({ from: name, statement })),
  );
  const cells = [...permissionCells(all.map(({ statement }) => statement))].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const inside = data.grants.filter(({ subject }) => subject === key);
  return {
    title: key,
    section: "permissions",
    body: html`<p><code>${role.arn}</code></p>
${statementTable(
  "Who may assume it",
  role.trust.map((statement) => ({ from: "trust", statement })),
)}
<h3>What it may</h3><ul class="chips">${cells.map(([service, { actions, level, data: also }]) => html`<li><a class="chip ${level}${also && level !== "data" && " also-data"}" href="${href("permissions", key, service)}">${service} ${actions}</a></li>`)}</ul>
${inside.length > 0 && html`<p>In the cluster: ${inside.map(({ namespace, by }) => grant(key, namespace, by))}</p>`}
<details><summary>All statements (${all.length})</summary>${statementTable("Policies", all)}</details>
<details><summary>Boundary (${role.boundary.length})</summary>${statementTable(
      "Boundary",
      role.boundary.map((statement) => ({ from: "boundary", statement })),
    )}</details>`,
  };
}

function grant(key: string, namespace: string | undefined, by: string): Html {
  return html`<a href="${href("kubernetes", key, namespace ?? "*")}">${by} in ${namespace ?? "the whole cluster"}</a> `;
}
