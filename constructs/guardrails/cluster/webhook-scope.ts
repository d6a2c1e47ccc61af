import type { LabelSelector, RecordedWebhook } from "../../charts/chart-record";
import { recordedReleases } from "../charts/records";
import { at } from "../finished-tree";
import { declared, type Fields } from "../kubernetes/objects";
import type { Rule, Violation } from "../rule";

/** One webhook, whoever declares it. */
type Webhook = Pick<RecordedWebhook, "namespaceSelector" | "objectSelector"> & {
  readonly name: string;
  readonly failurePolicy?: string;
  readonly rules: readonly { readonly apiGroups?: readonly string[]; readonly scope?: string }[];
};

export const webhookScope: Rule = {
  id: "webhook-scope",
  title: "No webhook that fails closed stands in the way of kube-system",
  severity: "critical",
  sources: ["Kubernetes: Admission Webhook Good Practices", "EKS user guide: Troubleshoot problems with webhooks"],
  check: (tree) => [
    ...declared(tree, "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration").flatMap(({ at, fields }) =>
      ((fields.webhooks ?? []) as readonly Fields[]).flatMap((webhook, index) =>
        violation(webhook as Webhook, at(`webhooks[${index}].namespaceSelector`)),
      ),
    ),
    ...recordedReleases(tree).flatMap(({ release, record }) =>
      record.webhooks.flatMap((webhook) =>
        violation(webhook, at(release, `${webhook.configuration}: ${webhook.name}`)),
      ),
    ),
  ],
};

function violation(webhook: Webhook, place: Pick<Violation, "construct" | "place">): readonly Violation[] {
  const { name, failurePolicy = "Fail", rules = [], namespaceSelector, objectSelector } = webhook;
  const sees = rules.some(({ apiGroups = [], scope }) => scope !== "Cluster" && apiGroups.some(isOfKubernetes));
  if (failurePolicy !== "Fail" || !sees || asks(objectSelector) || !choosesSystem(namespaceSelector)) return [];
  return [
    {
      ...place,
      value: namespaceSelector,
      problem: `while nobody answers ${name}, nothing can be made or changed in kube-system: no network plugin, no DNS, and so no pod that could answer`,
      fix: "let its namespaceSelector leave out kubernetes.io/metadata.name kube-system, or set failurePolicy to Ignore",
    },
  ];
}

/** Kinds that a chart defines have a domain; only their own users wait for them. */
function isOfKubernetes(group: string): boolean {
  return group === "*" || !group.includes(".") || (group.endsWith(".k8s.io") && built.has(group));
}

const built = new Set([
  "apps",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "networking.k8s.io",
  "rbac.authorization.k8s.io",
  "storage.k8s.io",
]);

/** Whether an object has to bear a label for it. */
function asks({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): boolean {
  return (
    Object.keys(matchLabels).length > 0 || matchExpressions.some(({ operator }) => ["In", "Exists"].includes(operator))
  );
}

const systemLabels: Readonly<Record<string, string>> = { "kubernetes.io/metadata.name": "kube-system" };

function choosesSystem({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => systemLabels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = systemLabels[key];
      if (operator === "Exists" || operator === "DoesNotExist")
        return (value !== undefined) === (operator === "Exists");
      return (value !== undefined && values.includes(value)) === (operator === "In");
    })
  );
}
