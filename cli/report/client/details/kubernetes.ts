import { type Html, html } from "../../html/html";
import type { KubernetesRule } from "../../model/kubernetes-rule";
import type { Data, ShownGrant } from "../data";
import type { Detail } from "./detail";

/** A cell of the cluster's matrix: rules, and what gives them. `*` is the whole cluster. */
export function kubernetesDetail(data: Data, [subject = "", namespace = ""]: readonly string[]): Detail | undefined {
  const grants = data.grants.filter(
    (one) => one.subject === subject && (one.namespace === undefined || one.namespace === namespace),
  );
  if (grants.length === 0) return undefined;
  return {
    title: `${subject} in ${namespace === "*" ? "the whole cluster" : namespace}`,
    section: "kubernetes",
    body: html`${grants.map(grantTable)}`,
  };
}

function grantTable({ namespace, by, address, rules }: ShownGrant): Html {
  const caption = `${by}, in ${namespace ?? "the whole cluster"}`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr><th scope="col">Resources</th><th scope="col">API groups</th><th scope="col">Verbs</th><th scope="col">Named</th></tr></thead><tbody>${rules.map(rule)}</tbody></table></div><p class="quiet">Declared as <code>${address}</code></p>`;
}

function rule({ resources, apiGroups, verbs, names }: KubernetesRule): Html {
  const groups = apiGroups.map((one) => one || "core").join(", ");
  return html`<tr><th scope="row">${resources.map((one) => html`<div><code>${one}</code></div>`)}</th><td>${groups}</td><td>${verbs.join(", ")}</td><td>${names.join(", ") || "every object"}</td></tr>`;
}
