import { type Html, html } from "../../report/html/html";

/** A picture that is laid out by hand, in pixels. */
export interface Drawing {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly content: readonly Html[];
}

/** As the report draws graphs, to become a file by `svgFile`. */
export function drawn({ title, width, height, content }: Drawing): Html {
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="graph" role="img" aria-label="${title}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title>${title}</title>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="arrow-head" d="M0 0 8 4 0 8Z"/></marker></defs>
${content}</svg>`;
}

/** A place by its left upper corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const line = 17;

/** A box with a title and lines below it; what begins with a backtick is code. */
export function box({ x, y, width }: Place, title: string, ...details: readonly string[]): Html {
  return html`<g class="node"><rect x="${x}" y="${y}" width="${width}" height="${boxHeight(details.length)}" rx="8"/>${words({ x: x + 12, y: y + 22, width }, title, ...details)}</g>
`;
}

/** Height of a box with so many lines below its title. */
export function boxHeight(details: number): number {
  return 34 + details * line + (details > 0 ? 2 : 0);
}

/** A title with lines below it; `y` is the title's baseline. */
export function words({ x, y }: Place, title: string, ...details: readonly string[]): Html {
  return html`<text class="node-title" x="${x}" y="${y}">${title}</text>${details.map((text, index) => detail(text, x, y + (index + 1) * line + 1))}`;
}

function detail(text: string, x: number, y: number): Html {
  const code = text.startsWith("`");
  return html`<text class="${code ? "node-detail code" : "node-detail"}" x="${x}" y="${y}">${code ? text.slice(1) : text}</text>`;
}

/** A line along a path, with a head at its end. */
export function arrow(path: string): Html {
  return html`<path class="edge-line" d="${path}" marker-end="url(#arrow)"/>
`;
}
