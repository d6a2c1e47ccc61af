import type { Fields } from "../kubernetes/objects";
import type { Rule } from "../rule";
import type { Pods } from "./pods";
import { countedPods } from "./replicated";
import { selects } from "./selection";

const zone = "topology.kubernetes.io/zone";

export const podSpread: Rule = {
  id: "pod-spread",
  title: "Replicas are spread over zones",
  severity: "high",
  sources: [
    "EKS best practices, reliability: Running highly-available applications",
    "Kubernetes: Pod Topology Spread Constraints",
  ],
  check: (tree) =>
    countedPods(tree)
      .filter(({ pods, replicas }) => replicas.maximum > 1 && !isSpread(pods))
      .map(({ pods, replicas }) => ({
        ...pods.at("topologySpreadConstraints"),
        value: pods.spec.topologySpreadConstraints,
        problem: `nothing spreads up to ${replicas.maximum} pods over zones: they may all go with one`,
        fix: `add a constraint for ${zone} whose selector chooses the pods' own labels`,
      })),
};

/** A constraint counts the pods that its own selector chooses: with another one it sees nobody, and holds nothing back. */
function isSpread({ spec, labels, recorded }: Pods): boolean {
  const constraints: readonly Fields[] = spec.topologySpreadConstraints ?? [];
  const ofZone = constraints.filter(({ topologyKey }) => topologyKey === zone);
  if (ofZone.some(({ labelSelector }) => recorded || selects(labelSelector, labels))) return true;
  return apart(spec).some(({ topologyKey, labelSelector }) => topologyKey === zone && selects(labelSelector, labels));
}

/** Terms that keep pods apart, wanted or wished for. */
function apart({ affinity }: Fields): readonly Fields[] {
  const {
    requiredDuringSchedulingIgnoredDuringExecution: wanted = [],
    preferredDuringSchedulingIgnoredDuringExecution: wished = [],
  } = affinity?.podAntiAffinity ?? {};
  return [...wanted, ...wished.map(({ podAffinityTerm }: Fields) => podAffinityTerm ?? {})];
}
