import type { LabelSelector, RecordedDefinition, RecordedWebhook } from "../../constructs/charts/chart-record";

export type Labels = Readonly<Record<string, string>>;

/**
 * Namespaces whose objects nobody can make or change while the webhook's own pods are away: it fails closed, sees kinds
 * of others, and neither namespaces nor objects have to ask for it.
 *
 * @param own kinds that the webhook's chart defines: only its users wait for it
 */
export function heldUp(
  { failurePolicy, rules, namespaceSelector, objectSelector }: RecordedWebhook,
  own: readonly RecordedDefinition[],
  namespaces: Readonly<Record<string, Labels>>,
): readonly string[] {
  const ownGroups = new Set(own.map(({ group }) => group));
  const foreign = rules.some(
    ({ apiGroups, scope }) => scope !== "Cluster" && apiGroups.some((group) => !ownGroups.has(group)),
  );
  if (failurePolicy === "Ignore" || !foreign || asksForIt(objectSelector)) return [];
  return Object.entries(namespaces)
    .filter(([name, labels]) => selects(namespaceSelector, { ...labels, "kubernetes.io/metadata.name": name }))
    .map(([name]) => name);
}

/** Whether an object has to bear a label for it. */
function asksForIt({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): boolean {
  return (
    Object.keys(matchLabels).length > 0 || matchExpressions.some(({ operator }) => ["In", "Exists"].includes(operator))
  );
}

function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === "Exists") return value !== undefined;
      if (operator === "DoesNotExist") return value === undefined;
      const listed = value !== undefined && values.includes(value);
      return operator === "In" ? listed : !listed;
    })
  );
}
