import { type Content, type Html, html } from "../../html/html";

/** A table of a dialog. The first cell of each row heads it; each other one knows its column, for screens that stack them. */
export function detailTable(caption: string, head: readonly string[], rows: readonly (readonly Content[])[]): Html {
  const cell = (content: Content, index: number) => html`<td data-head="${head[index + 1]}">${content}</td>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${head.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead><tbody>${rows.map(
    ([first, ...others]) => html`<tr><th scope="row">${first}</th>${others.map(cell)}</tr>`,
  )}</tbody></table></div>`;
}
