import { stackGraph } from "../graph/graph";
import { laidOut } from "../graph/layout";
import { graphSvg } from "../graph/svg";
import { href } from "../html/href";
import { type Html, html } from "../html/html";
import type { Report } from "../model/report";
import { scrolling, section, table } from "./parts";

/** Stacks, and which knows what of which. */
export function stacksView({ stacks, contracts }: Report): Html {
  const graph = stackGraph(stacks, contracts);
  const title = "Stacks, and the contracts that they read";
  const rows = stacks.map(({ id, total, resources, state }) => [
    html`<a href="${href("resources", id)}">${id}</a>`,
    total,
    Object.entries(resources).map(([provider, count], index) => `${index > 0 ? ", " : ""}${provider} ${count}`),
    contracts
      .filter(({ reader }) => reader === id)
      .map(
        ({ producer }, index) => html`${index > 0 && ", "}<a href="${href("contracts", producer, id)}">${producer}</a>`,
      ),
    html`<code>${state}</code>`,
  ]);
  return section(
    "stacks",
    "Stacks and contracts",
    "Which stack knows what of which? An arrow goes from the stack that publishes to the one that reads, with the number of outputs that it uses. Choose an arrow to see them.",
    html`${scrolling(title, graphSvg(laidOut(graph), title))}${table("Stacks", ["Stack", "Resources", "By provider", "Reads the contracts of", "State"], rows)}`,
  );
}
