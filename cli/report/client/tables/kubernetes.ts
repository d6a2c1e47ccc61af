import { href } from "../../html/href";
import { type Html, html } from "../../html/html";
import { kubernetesLevel } from "../../model/kubernetes-level";
import type { Data, ShownGrant } from "../data";
import type { Rows } from "../lazy-table";

interface Subject {
  readonly name: string;
  readonly grants: readonly ShownGrant[];
}

export function kubernetesRows(data: Data): Rows<Subject> {
  const bySubject = new Map<string, ShownGrant[]>(data.letIn.map((name) => [name, []]));
  for (const grant of data.grants) bySubject.set(grant.subject, [...(bySubject.get(grant.subject) ?? []), grant]);
  const known = new Set(data.roles.map(({ key }) => key));
  return {
    rows: [...bySubject].map(([name, grants]) => ({ name, grants })),
    noun: "subjects",
    head: html`<tr><th scope="col">Subject</th><th scope="col"><span>whole cluster</span></th>${data.namespaces.map((one) => html`<th scope="col"><span>${one}</span></th>`)}</tr>`,
    text: ({ name, grants }) =>
      `${name} ${grants.map(({ namespace, by }) => `${namespace ?? ""} ${by}`).join(" ")}`.toLowerCase(),
    chosen: () => true,
    draw: ({ name, grants }) => {
      const whole = grants.filter(({ namespace }) => namespace === undefined);
      return html`<tr><th scope="row">${known.has(name) ? html`<a href="${href("roles", name)}">${name}</a>` : name}</th>${cell(name, "*", whole, false)}${data.namespaces.map(
        (space) => {
          const own = grants.filter(({ namespace }) => namespace === space);
          return cell(name, space, [...whole, ...own], own.length === 0);
        },
      )}</tr>`;
    },
  };
}

/** `inherited`: nothing is given here that is not given everywhere. */
function cell(subject: string, namespace: string, grants: readonly ShownGrant[], inherited: boolean): Html {
  if (grants.length === 0) return html`<td></td>`;
  const { level, beware } = kubernetesLevel(grants.flatMap(({ rules }) => rules));
  const where = namespace === "*" ? "the whole cluster" : namespace;
  return html`<td class="${level}${inherited && " inherited"}"><a href="${href("kubernetes", subject, namespace)}" aria-label="${subject} in ${where}: ${level} ${beware.join(" ")}">${level === "anything" ? "all" : level}${!inherited && beware.length > 0 && html`<span class="beware">${beware.join(", ")}</span>`}</a></td>`;
}
