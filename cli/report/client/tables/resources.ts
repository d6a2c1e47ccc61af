import { href } from "../../html/href";
import { html } from "../../html/html";
import { type Data, operations, type ShownResource } from "../data";
import type { Rows } from "../lazy-table";

export function resourceRows({ resources }: Data): Rows<ShownResource> {
  return {
    rows: resources,
    noun: "resources",
    head: html`<tr><th scope="col">Resource</th><th scope="col">Type</th><th scope="col">Construct</th><th scope="col">Stack</th></tr>`,
    text: ({ stack, address, path, arn }) => `${stack} ${address} ${path} ${arn}`.toLowerCase(),
    // Whole actions alone: else "kms" would find whatever is encrypted.
    finds: (resource, word) =>
      word.includes(":") &&
      operations.some((one) => resource.actions(one).some((action) => action.toLowerCase() === word)),
    chosen: ({ stack }, choice) => stack === choice,
    draw: ({ stack, address, type, path }) =>
      html`<tr><th scope="row"><a href="${href("resources", stack, address)}">${address.slice(type.length + 1)}</a></th><td><code>${type}</code></td><td>${path}</td><td>${stack}</td></tr>`,
  };
}
