import { type Content, type Html, html } from "../../html/html";
import { readsData } from "../../model/access-level";
import type { ShownStatement } from "../data";
import { detailTable } from "./detail-table";

/** Statements of policies as a table. `from`: the policy that each stands in. */
export function statementTable(
  caption: string,
  statements: readonly { readonly from: string; readonly statement: ShownStatement }[],
): Html {
  if (statements.length === 0) return html`<p>${caption}: none.</p>`;
  return detailTable(caption, ["Stands in", "Actions", "On", "If"], statements.map(row));
}

function row({ from, statement }: { readonly from: string; readonly statement: ShownStatement }): readonly Content[] {
  const { effect, sid, actions, resources, conditions, allButActions, allButResources } = statement;
  const list = (values: readonly string[], allBut: boolean, mark?: (one: string) => boolean) =>
    html`${allBut && html`<div>all but</div>`}${values.map((one) => html`<div><code>${one}</code>${mark?.(one) && html` <span class="chip data">data</span>`}</div>`)}`;
  const handsOut = effect === "Allow" && !allButActions ? readsData : undefined;
  return [
    html`${effect === "Deny" && html`<span class="chip anything">denies</span> `}${from}${sid && html`<div class="quiet">${sid}</div>`}`,
    list(actions, allButActions, handsOut),
    list(resources, allButResources),
    list(conditions, false),
  ];
}
