import { type Html, html } from "../html/html";
import type { Layout, PlacedEdge, PlacedNode, Point } from "./layout";

/**
 * The picture of a graph, to stand in a page whose style sheet knows its classes. `title`: what it shows. `note`: what
 * stands below it, such as how to read it.
 */
export function graphSvg(layout: Layout, title: string, note?: string): Html {
  const { width, nodes, edges } = layout;
  const height = layout.height + (note ? 28 : 0);
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="graph" role="group" aria-label="${title}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title>${title}</title>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="arrow-head" d="M0 0 8 4 0 8Z"/></marker></defs>
${edges.map(arrow)}${nodes.map(box)}${note && html`<text class="quiet" x="10" y="${height - 12}">${note}</text>`}</svg>`;
}

function arrow({ points, at, label, meaning, href }: PlacedEdge): Html {
  const width = label.length * 7 + 10;
  const path = curve(points);
  return html`<a class="edge" href="${href}" aria-label="${meaning}"><title>${meaning}</title><path class="edge-hit" d="${path}"/><path class="edge-line" d="${path}" marker-end="url(#arrow)"/><rect class="edge-label" x="${at.x - width / 2}" y="${at.y - 10}" width="${width}" height="20" rx="10"/><text x="${at.x}" y="${at.y + 4}" text-anchor="middle">${label}</text></a>
`;
}

function box({ x, y, width, height, title, detail, href }: PlacedNode): Html {
  return html`<a class="node" href="${href}"><rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="8"/><text class="node-title" x="${x}" y="${y - 3}" text-anchor="middle">${title}</text><text class="node-detail" x="${x}" y="${y + 15}" text-anchor="middle">${detail}</text></a>
`;
}

/** A smooth line: through the middles between the points, bent towards each point. */
function curve([first, ...rest]: readonly Point[]): string {
  if (!first) return "";
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? point;
    return `Q${point.x} ${point.y} ${round((point.x + next.x) / 2)} ${round((point.y + next.y) / 2)}`;
  });
  const end = rest.at(-1) ?? first;
  return `M${first.x} ${first.y}${bends.join("")}L${end.x} ${end.y}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
