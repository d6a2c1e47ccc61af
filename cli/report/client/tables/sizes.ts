import { html } from "../../html/html";
import type { Data, ShownSize } from "../data";
import type { Rows } from "../lazy-table";

export function sizeRows({ sizes }: Data): Rows<ShownSize> {
  return {
    rows: sizes,
    noun: "sizes",
    head: html`<tr><th scope="col">What</th><th scope="col">Of</th><th scope="col" class="number">Size</th><th scope="col" class="number">Limit</th><th scope="col">Used</th></tr>`,
    text: ({ owner, what, name }) => `${owner} ${what} ${name}`.toLowerCase(),
    chosen: ({ what }, choice) => what === choice,
    draw: ({ owner, name, size, limit }) => {
      const share = Math.round((size / limit) * 100);
      return html`<tr><th scope="row">${name}</th><td>${owner}</td><td class="number">${size}</td><td class="number">${limit}</td><td><meter min="0" max="${limit}" low="${limit * 0.9}" high="${limit * 0.97}" optimum="0" value="${size}" aria-label="${share} %"></meter> ${share} %</td></tr>`;
    },
  };
}
