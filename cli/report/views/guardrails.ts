import type { Waiver } from "../../../constructs/guardrails/guardrails-file";
import { type Html, html } from "../html/html";
import type { Report } from "../model/report";
import { plural, section, table } from "./parts";

const severities = ["critical", "high", "medium", "low"];

/** Which rules hold, and what does not follow them. */
export function guardrailsView({ guardrails: { rules, waivers } }: Report): Html {
  const counted = (id: string) => waivers.filter((waiver) => waiver.id === id).length;
  const rows = [...rules]
    .sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity))
    .map(({ id, title, severity, sources }) => {
      const count = counted(id);
      const result = count > 0 ? html`<span class="chip changes">${plural(count, "waiver")}</span>` : "holds";
      return [html`<code>${id}</code>`, title, severity, result, sources.join("; ")];
    });
  return section(
    "guardrails",
    "Guardrails and waivers",
    `Which mistakes can't be in here? ${rules.length} rules stop synthesis where one is broken, so all hold but for what is waived below. Waivers of scanners' checks stand with them.`,
    html`<h3>Waivers</h3>${waivers.length > 0 ? waiverTable(waivers) : html`<p>None.</p>`}
<details><summary>Rules (${rules.length})</summary>${table("Rules", ["Rule", "What holds", "Severity", "Result", "Asked for by"], rows)}</details>`,
  );
}

/** One reason is often given for many resources: it stands once. */
function waiverTable(waivers: readonly Waiver[]): Html {
  const groups = new Map<string, Waiver[]>();
  for (const waiver of waivers) {
    const key = JSON.stringify([waiver.id, waiver.reason, waiver.until]);
    groups.set(key, [...(groups.get(key) ?? []), waiver]);
  }
  const rows = [...groups.values()].map((group) => {
    const [{ id, reason, until } = { id: "", reason: "", until: undefined }] = group;
    return [html`<code>${id}</code>`, reason, until ?? "until it is removed", where(group)];
  });
  return table("Waivers by reason", ["Rule or check", "Reason", "Counts until", "Where"], rows);
}

function where(waivers: readonly Waiver[]): Html {
  const lines = waivers.map(({ stack, address }) => html`<li>${stack}: <code>${address}</code></li>`);
  if (lines.length === 1) return html`<ul class="plain">${lines}</ul>`;
  return html`<details><summary>${lines.length} resources</summary><ul class="plain">${lines}</ul></details>`;
}
