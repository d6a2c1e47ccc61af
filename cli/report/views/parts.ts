import { type Content, type Html, html } from "../html/html";

/** A section of the page. `lead`: which question it answers. */
export function section(id: string, title: string, lead: Content, body: Content): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title" tabindex="-1">${title}</h2>
<p class="lead">${lead}</p>
${body}
</section>
`;
}

/** What is wider than the page scrolls within its own frame, by keyboard too. */
export function scrolling(label: string, body: Content): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">${body}</div>
`;
}

/** A table with headings; the first cell of each row heads it. */
export function table(
  caption: string,
  head: readonly Content[],
  rows: readonly (readonly Content[])[],
  look: "rows" | "matrix" = "rows",
): Html {
  return scrolling(
    caption,
    html`<table class="${look}"><caption>${caption}</caption><thead><tr>${head.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
<tbody>${rows.map(
      ([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((one) => html`<td>${one}</td>`)}</tr>
`,
    )}</tbody></table>`,
  );
}

export interface LazyTable {
  /** Which table of the page's script fills it. */
  readonly name: string;
  readonly caption: string;
  /** What a search looks through. */
  readonly search: string;
  /** A choice beside the search: its label, and values; the first is none. */
  readonly choice?: { readonly label: string; readonly values: readonly string[]; readonly all: string };
  /** How the cells of the matrix are to be read, if it is one. */
  readonly matrix?: true;
}

/** A table that the page's script fills: of thousands of rows only those are made that somebody sees. */
export function lazyTable({ name, caption, search, choice, matrix }: LazyTable): Html {
  return html`<div class="lazy" data-table="${name}">
<div class="tools"><label>Search <input type="search" data-search placeholder="${search}" autocomplete="off" spellcheck="false"></label>
${choice && html`<label>${choice.label} <select data-choice><option value="">${choice.all}</option>${choice.values.map((one) => html`<option>${one}</option>`)}</select></label>`}
<output data-count></output></div>
<div class="scroll tall" tabindex="0" role="region" aria-label="${caption}"><table class="${matrix ? "matrix" : "rows"}"><caption>${caption}</caption><thead></thead><tbody></tbody></table></div>
</div>
`;
}

export function plural(count: number, noun: string, more = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : more}`;
}
