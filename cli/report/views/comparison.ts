import type { RoleDifference } from "../../permissions/difference";
import { type DifferenceRow, differenceRows } from "../../permissions/difference-rows";
import { type Html, html } from "../html/html";
import { type Changes, type Comparison, changedLines } from "../model/comparison";
import type { Place } from "../model/places";
import type { Report } from "../model/report";
import { roleChanges } from "../model/role-changes";
import { plural, scrolling, section } from "./parts";

/** What was gained and lost against another revision. */
export function comparisonView({ comparison, place }: Report): Html {
  if (!comparison) return notCompared();
  const { ref, commit, roles, changed } = comparison;
  const same = Object.values(changedLines(comparison)).every((count) => count === 0);
  return section(
    "comparison",
    "Comparison",
    html`What is otherwise than in <code>${ref}</code> (${commit.slice(0, 7)})? A right is one action on one resource pattern under one condition; what a wider right covered already is not gained.`,
    same
      ? html`<p>Nothing: roles, states, contracts, cluster rights, network, resources with their arguments, and waivers are the same.</p>`
      : html`${roles.length > 0 && html`<h3>Rights of roles</h3>${roles.map((role) => roleSection(role, place))}`}${lists(comparison).map(([title, changes]) => changeList(title, changes))}${changedList(changed)}`,
  );
}

function notCompared(): Html {
  return section(
    "comparison",
    "Comparison",
    "What is otherwise than in another revision?",
    html`<p>This report was made without one: <code>npx platform report --compare main</code> shows what is gained and lost against it.</p>`,
  );
}

function lists({
  states,
  contracts,
  kubernetes,
  network,
  resources,
  waivers,
}: Comparison): readonly (readonly [string, Changes])[] {
  return [
    ["Access to states", states],
    ["Contracts", contracts],
    ["Rights in the cluster", kubernetes],
    ["Network", network],
    ["Resources", resources],
    ["Waivers", waivers],
  ];
}

/** More changes than these are folded: their number comes first. */
const foldedFrom = 50;

function roleSection(role: RoleDifference, place: Place): Html {
  const { counts, bounds, ...rights } = roleChanges(role);
  const { gained, lost } = counts;
  const title = `${role.stack} ${role.role}`;
  const held = differenceRows({ gained: bounds, lost: [] }, place);
  return html`<details${gained + lost <= foldedFrom && html` open`}><summary>${role.stack}, ${role.role} role${role.state && html` (${role.state})`}: <span class="gained">${gained} gained</span>, <span class="lost">${lost} lost</span></summary>
${rightsTable(`Rights of ${title}`, differenceRows(rights, place).map(line))}${
  bounds.length > 0 &&
  html`<details><summary>What ${role.state === "new" ? "holds" : "held"} it: boundary and prohibitions, counted neither as gained nor as lost</summary>
${rightsTable(`Boundary and prohibitions of ${title}`, held.map(plainLine))}</details>`
}</details>
`;
}

function rightsTable(caption: string, rows: readonly Html[]): Html {
  return scrolling(
    caption,
    html`<table class="statements"><caption>${caption}</caption><thead><tr><th scope="col">Change</th><th scope="col">Actions</th><th scope="col">On</th><th scope="col">If</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

function line({ sign, ...row }: DifferenceRow): Html {
  const look = sign === "+" ? "gained" : "lost";
  return html`<tr class="${look}"><th scope="row">${sign === "+" ? "+" : "−"} ${row.change}</th>${cells(row)}</tr>`;
}

/** Without colour and sign: what it says, it says of a role that was not there, or is no more. */
function plainLine({ change, ...row }: DifferenceRow): Html {
  return html`<tr><th scope="row">${change.replace("no longer ", "")}</th>${cells(row)}</tr>`;
}

function cells({ actions, resources, conditions }: Pick<DifferenceRow, "actions" | "resources" | "conditions">): Html {
  const lines = (all: readonly string[]) => all.map((one) => html`<div><code>${one}</code></div>`);
  return html`<td>${lines(actions)}</td><td>${lines(resources)}</td><td>${lines(conditions)}</td>`;
}

function changeList(title: string, { gained, lost }: Changes): Html | undefined {
  if (gained.length + lost.length === 0) return undefined;
  const item = (sign: string, look: string) => (text: string) => html`<li class="${look}">${sign} ${text}</li>`;
  return html`<h3>${title}</h3><details${gained.length + lost.length <= foldedFrom && html` open`}><summary>${plural(gained.length, "line")} gained, ${lost.length} lost</summary>
<ul class="difference">${gained.map(item("+", "gained"))}${lost.map(item("−", "lost"))}</ul></details>
`;
}

/** Resources that are still there with other arguments; for most the sections above say what comes of it. */
function changedList(changed: readonly string[]): Html | undefined {
  if (changed.length === 0) return undefined;
  return html`<h3>Resources with other arguments</h3><details${changed.length <= foldedFrom && html` open`}><summary>${plural(changed.length, "resource")} changed</summary>
<ul class="difference">${changed.map((one) => html`<li>± ${one}</li>`)}</ul></details>
`;
}
