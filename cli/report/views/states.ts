import { href } from "../html/href";
import { type Html, html } from "../html/html";
import type { Report } from "../model/report";
import type { StateUse } from "../model/state-access";
import { section, table } from "./parts";

/** Who reads, writes and locks which state. */
export function statesView({ states, roles }: Report): Html {
  const used = new Set(states.flatMap(({ uses }) => uses.map(({ role }) => role)));
  const rows = roles
    .filter(({ key }) => used.has(key))
    .map(({ key }) => [
      html`<a href="${href("roles", key)}">${key}</a>`,
      ...states.map(({ uses }) => cell(uses.find(({ role }) => role === key))),
    ]);
  const others = [...new Set(states.flatMap((state) => state.others))];
  const byPolicies = states.some(({ by }) => by === "policies");
  return section(
    "states",
    "State access",
    html`Who reads, writes and locks which state? A reader of a contract reads the whole state that it stands in. ${
      byPolicies
        ? "Worked out from policies, boundaries and the policies of the states' buckets; conditions other than on the principal are not weighed."
        : "These states are guarded by no policy of IAM: the matrix says what Terraform does as each role. Whoever can reach a local file, or a workspace of HCP Terraform, can do more."
    }`,
    html`${table("State access by role", ["Role", ...states.map(({ stack }) => html`<span>${stack}</span>`)], rows, "matrix")}
<p class="legend"><span class="chip reads">R</span> reads <span class="chip changes">W</span> writes <span class="chip locks">L</span> locks</p>
${others.length > 0 && html`<p>The buckets' policies also let pass, none of them a role of the platform:</p><ul class="plain">${others.map((one) => html`<li><code>${one}</code></li>`)}</ul>`}`,
  );
}

function cell(use: StateUse | undefined): Html {
  if (!use) return html`<span class="none" aria-label="nothing">·</span>`;
  const { reads, writes, locks } = use;
  const chip = (does: boolean, look: string, letter: string, word: string) =>
    does &&
    html`<span class="chip ${look}"><span aria-hidden="true">${letter}</span><span class="spoken">${word} </span></span>`;
  return html`${chip(reads, "reads", "R", "reads")}${chip(writes, "changes", "W", "writes")}${chip(locks, "locks", "L", "locks")}`;
}
