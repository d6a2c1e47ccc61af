import { createHash } from "node:crypto";
import { href } from "../html/href";
import { Html, html } from "../html/html";
import type { Report } from "../model/report";
import { comparisonView } from "../views/comparison";
import { glanceView } from "../views/glance";
import { guardrailsView } from "../views/guardrails";
import { kubernetesView } from "../views/kubernetes";
import { networkView } from "../views/network";
import { permissionsView } from "../views/permissions";
import { policySizesView } from "../views/policy-sizes";
import { resourcesView } from "../views/resources";
import { stacksView } from "../views/stacks";
import { statesView } from "../views/states";
import { assets } from "./assets";
import { encoded } from "./encode";

/** The sections in the order of the page: id, name in the navigation, and what draws it. */
const sections: readonly (readonly [string, string, (report: Report) => Html])[] = [
  ["glance", "At a glance", glanceView],
  ["stacks", "Stacks", stacksView],
  ["states", "State access", statesView],
  ["permissions", "Permissions", permissionsView],
  ["kubernetes", "Kubernetes", kubernetesView],
  ["network", "Network", networkView],
  ["resources", "Resources", resourcesView],
  ["guardrails", "Guardrails", guardrailsView],
  ["policies", "Policy sizes", policySizesView],
  ["comparison", "Comparison", comparisonView],
];

/** One page with all that it needs: it loads nothing, and its own script and style are the only ones that run. */
export async function page(report: Report): Promise<string> {
  const { environment, accountId, region } = report.place;
  const { style, script } = await assets();
  const policy = `default-src 'none'; img-src data:; style-src '${hash(style)}'; script-src '${hash(script)}'; base-uri 'none'; form-action 'none'`;
  const title = `Strata: ${environment}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(style)}</style>
</head>
<body>
<a class="skip" href="#glance-title">Skip to the report</a>
<nav aria-label="Sections">
<p class="name">${environment}</p><p class="quiet">${region}</p>
<ul>${sections.map(([id, name]) => html`<li><a href="${href(id)}">${name}</a></li>`)}</ul>
<label><span>Colours</span> <select data-theme aria-label="Colours"><option value="">as the system</option><option value="light">light</option><option value="dark">dark</option></select></label>
</nav>
<main>
<h1>Who can do what in ${environment}</h1>
<p class="subtitle">Account ${accountId}, ${region}. Drawn from what synthesis wrote; nothing was asked of AWS.</p>
<noscript><p>Matrices, searches and details take JavaScript, which is off.</p></noscript>
${sections.map(([, , view]) => view(report))}</main>
<dialog aria-labelledby="detail-title"><header><h2 id="detail-title" tabindex="-1"></h2><button type="button">Close</button></header><div data-body></div></dialog>
<script type="application/json" id="data">${inScript(encoded(report))}</script>
<script>${new Html(script)}</script>
</body>
</html>
`.text;
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** JSON that can't end the script that it stands in, whatever it says. */
function inScript(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll("<", "\\u003c"));
}
