import { href } from "../html/href";
import { type Html, html } from "../html/html";
import type { Report } from "../model/report";
import { lazyTable, section, table } from "./parts";

/** Who may do what in which namespace. */
export function kubernetesView({ kubernetes: { pods, letIn } }: Report): Html {
  const rows = pods.map(({ namespace, serviceAccount, role, stack }) => [
    `${namespace}/${serviceAccount}`,
    html`<a href="${href("roles", role)}">${role}</a>`,
    stack,
  ]);
  return section(
    "kubernetes",
    "Kubernetes access",
    `Who may do what in which namespace? The cluster lets in ${letIn.length} IAM roles by access entries. Rights in the whole cluster count in each namespace as well. Controllers that stacks install by charts bring cluster roles of their own, which are not listed: whoever applies those stacks is to be seen as administrator of the cluster.`,
    html`${lazyTable({ name: "kubernetes", caption: "Kubernetes access by subject and namespace", search: "role or namespace", matrix: true })}
<p class="legend"><span class="chip reads">reads</span> sees objects <span class="chip changes">changes</span> makes or changes some <span class="chip anything">all</span> everything. Small words name what deserves a second look.</p>
<details><summary>Service accounts with AWS roles (${pods.length})</summary><p>Whoever can create pods beside a service account has its role.</p>${table("Service accounts with AWS roles", ["Service account", "IAM role", "Bound in"], rows)}</details>`,
  );
}
