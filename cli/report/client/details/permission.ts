import { href } from "../../html/href";
import { type Html, html } from "../../html/html";
import { serviceOf } from "../../model/access-level";
import { type Data, operations, type ShownResource, type ShownRole, type ShownStatement } from "../data";
import type { Detail } from "./detail";
import { statementTable } from "./statement-table";

/** A cell of the matrix: what a role may do with a service, and what asks for it. */
export function permissionDetail(data: Data, [key = "", service = ""]: readonly string[]): Detail | undefined {
  const role = data.roles.find((one) => one.key === key);
  if (!role) return undefined;
  const policies = role.policies.flatMap(({ name, statements }) =>
    statements.filter((one) => concerns(one, service)).map((statement) => ({ from: short(name, role), statement })),
  );
  const boundary = role.boundary
    .filter((one) => concerns(one, service))
    .map((statement) => ({ from: "boundary", statement }));
  return {
    title: `${key}: ${service === "*" ? "all services" : service}`,
    section: "permissions",
    body: html`<p><a href="${href("roles", key)}">${role.name}</a>. ARNs of this account and region are shown by their last part.</p>
${statementTable("Policies", policies)}
${askers(
  data,
  role,
  policies.map(({ statement }) => statement),
  service,
)}
<details><summary>What the boundary leaves of it (${boundary.length})</summary>${statementTable("Boundary", boundary)}</details>`,
  };
}

/** Whether a statement says anything of a service; of which it is not said, those that name all or all but some. */
function concerns({ actions, allButActions }: ShownStatement, service: string): boolean {
  return allButActions || actions.some((action) => action === "*" || serviceOf(action) === service);
}

function short(name: string, role: ShownRole): string {
  return name.startsWith(role.name) ? name.slice(role.name.length + 1) || name : name;
}

function askers(data: Data, role: ShownRole, statements: readonly ShownStatement[], service: string): Html {
  if (role.stack === "") return html`<p>Declared by hand in the stack identity, not derived from resources.</p>`;
  const allowed = statements.filter(({ effect }) => effect === "Allow");
  const actions = [...new Set(allowed.flatMap((one) => one.actions))]
    .filter((one) => serviceOf(one) === service)
    .sort();
  const resources = data.resources.filter(({ stack }) => stack === role.stack);
  const rows = actions.map((action) => ({ action, by: asking(resources, action) }));
  return html`<h3>Which resources ask for it</h3><ul class="plain">${rows.map(
    ({ action, by }) =>
      html`<li>${by.length === 0 ? html`<code>${action}</code> <span class="quiet">a statement by hand</span>` : html`<details><summary><code>${action}</code> <span class="quiet">${by.length} ${by.length === 1 ? "resource" : "resources"}</span></summary><ul>${by.map(asker)}</ul></details>`}</li>`,
  )}</ul>`;
}

interface Asking {
  readonly resource: ShownResource;
  readonly to: readonly string[];
}

function asking(resources: readonly ShownResource[], action: string): readonly Asking[] {
  return resources
    .map((resource) => ({ resource, to: operations.filter((one) => resource.actions(one).includes(action)) }))
    .filter(({ to }) => to.length > 0);
}

function asker({ resource: { stack, address }, to }: Asking): Html {
  return html`<li><a href="${href("resources", stack, address)}"><code>${address}</code></a> <span class="quiet">${to.join(", ")}</span></li>`;
}
