import { type Html, html } from "../../html/html";
import type { ShownStatement } from "../data";

/** Statements of policies as a table. `from`: the policy that each stands in. */
export function statementTable(
  caption: string,
  statements: readonly { readonly from: string; readonly statement: ShownStatement }[],
): Html {
  if (statements.length === 0) return html`<p>${caption}: none.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="statements"><caption>${caption}</caption><thead><tr><th scope="col">Stands in</th><th scope="col">Actions</th><th scope="col">On</th><th scope="col">If</th></tr></thead><tbody>${statements.map(row)}</tbody></table></div>`;
}

function row({ from, statement }: { readonly from: string; readonly statement: ShownStatement }): Html {
  const { effect, sid, actions, resources, conditions, allButActions, allButResources } = statement;
  const list = (values: readonly string[], allBut: boolean) =>
    html`${allBut && html`<div>all but</div>`}${values.map((one) => html`<div><code>${one}</code></div>`)}`;
  return html`<tr><th scope="row">${effect === "Deny" && html`<span class="chip anything">denies</span> `}${from}${sid && html`<div class="quiet">${sid}</div>`}</th><td>${list(actions, allButActions)}</td><td>${list(resources, allButResources)}</td><td>${list(conditions, false)}</td></tr>`;
}
