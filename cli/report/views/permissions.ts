import { type Html, html } from "../html/html";
import type { Report } from "../model/report";
import { lazyTable, section } from "./parts";

/** Which role may do what with which AWS service. */
export function permissionsView({ roles }: Report): Html {
  return section(
    "permissions",
    "Permissions",
    "Which role may do what with which AWS service? A cell counts the actions that policies allow, patterns counted once. Choose one for actions, resources, conditions, and the resources that ask for it. A role's boundary can only take from this.",
    html`${lazyTable({
      name: "permissions",
      caption: "Permissions by role and service",
      search: "role, service, action or ARN",
      choice: { label: "Kind", values: [...new Set(roles.map(({ kind }) => kind))], all: "all roles" },
      matrix: true,
    })}<p class="legend"><span class="chip reads">3</span> only reads settings <span class="chip data">3</span> reads data or secrets <span class="chip changes">3</span> changes named things, or under conditions <span class="chip anything">3</span> changes on any resource without condition <span class="chip changes also-data">3</span> reads data or secrets beside that</p>`,
  );
}
