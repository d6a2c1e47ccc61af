import { type Content, type Html, html } from "../../html/html";
import type { KubernetesRule } from "../../model/kubernetes-rule";
import type { Data, ShownGrant } from "../data";
import type { Detail } from "./detail";
import { detailTable } from "./detail-table";

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
  return html`${detailTable(caption, ["Resources", "API groups", "Verbs", "Named"], rules.map(rule))}<p class="quiet">Declared as <code>${address}</code></p>`;
}

function rule({ resources, apiGroups, verbs, names }: KubernetesRule): readonly Content[] {
  const groups = apiGroups.map((one) => one || "core").join(", ");
  const things = html`${resources.map((one) => html`<div><code>${one}</code></div>`)}`;
  return [things, groups, verbs.join(", "), names.join(", ") || "every object"];
}
