import { href } from "../../html/href";
import { type Html, html } from "../../html/html";
import { serviceOf } from "../../model/access-level";
import { type PermissionCell, permissionCells } from "../../model/permission-cells";
import type { Data, ShownRole } from "../data";
import { grants } from "../grants";
import type { Rows } from "../lazy-table";

const words = {
  reads: "only reads settings",
  data: "reads data or secrets",
  changes: "changes",
  anything: "changes on any resource",
} as const;

export function permissionRows(data: Data): Rows<ShownRole> {
  const services = data.services(serviceOf);
  const cells = (role: ShownRole) => permissionCells(role.policies.flatMap(({ statements }) => statements));
  return {
    rows: data.roles,
    noun: "roles",
    head: html`<tr><th scope="col">Role</th>${services.map((one) => html`<th scope="col" class="tilted"><span>${one === "*" ? "all services" : one}</span></th>`)}</tr>`,
    text: (role) => `${role.key} ${role.kind} ${role.arn} ${allowed(role).join(" ")}`.toLowerCase(),
    finds: (role, word) => role.policies.some(({ statements }) => statements.some((one) => grants(one, word))),
    chosen: ({ kind }, choice) => kind === choice,
    draw: (role) => {
      const own = cells(role);
      return html`<tr><th scope="row"><a href="${href("roles", role.key)}">${role.key}</a></th>${services.map((one) => cell(role.key, one, own.get(one)))}</tr>`;
    },
  };
}

/** Whatever its policies name where they allow: what they prohibit would be found as if it could be done. */
function allowed({ policies }: ShownRole): readonly string[] {
  const statements = policies.flatMap((policy) => policy.statements);
  return statements.flatMap(({ effect, actions, resources }) => (effect === "Allow" ? [...actions, ...resources] : []));
}

function cell(role: string, service: string, found: PermissionCell | undefined): Html {
  if (!found) return html`<td></td>`;
  const { actions, level } = found;
  // Of two levels the matrix shows the higher one, and this beside it.
  const also = found.data && level !== "data";
  const spoken = `${words[level]}${also ? `, ${words.data}` : ""}, ${actions} actions`;
  return html`<td class="${level}${also && " also-data"}"><a href="${href("permissions", role, service)}" aria-label="${role}, ${service}: ${spoken}">${actions}</a></td>`;
}
