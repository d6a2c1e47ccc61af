import { type DeclaredObject, declared, type Fields } from "../kubernetes/objects";
import type { Rule, Violation } from "../rule";

/** Addresses of the internet by port are what AWS's services take: see `toPublicServices`. */
export const openNetworkPolicy: Rule = {
  id: "open-network-policy",
  title: "Network policies name who stands at the other end",
  severity: "high",
  sources: ["EKS best practices, security: Network security", "Kubernetes: Network Policies"],
  check: (tree) =>
    declared(tree, "NetworkPolicy").flatMap((policy) => [
      ...ofDirection(policy, "ingress", "from"),
      ...ofDirection(policy, "egress", "to"),
    ]),
};

function ofDirection(
  { at, fields }: DeclaredObject,
  direction: "ingress" | "egress",
  peers: "from" | "to",
): readonly Violation[] {
  const rules: readonly Fields[] = fields.spec?.[direction] ?? [];
  return rules.flatMap((rule, index) => {
    const open = openPeer(rule[peers] ?? [], direction, (rule.ports ?? []).length > 0);
    if (open === undefined) return [];
    return [
      {
        ...at(`spec.${direction}[${index}]`),
        value: open,
        problem:
          direction === "ingress" ? "everybody may connect to these pods" : "these pods may connect to everybody",
        fix: `name the pods, namespaces or address blocks in ${peers}, and the ports`,
      },
    ];
  });
}

/** The peer that is everybody; undefined where there is none. */
function openPeer(peers: readonly Fields[], direction: "ingress" | "egress", ofPorts: boolean): unknown {
  if (peers.length === 0) return "everybody";
  return peers.find(({ ipBlock, podSelector, namespaceSelector }) => {
    if (ipBlock)
      return isWorld(ipBlock) && (direction === "ingress" || !ofPorts || (ipBlock.except ?? []).length === 0);
    return namespaceSelector !== undefined && isEmpty(namespaceSelector) && isEmpty(podSelector);
  });
}

function isWorld({ cidr }: Fields): boolean {
  return /\/0$/.test(`${cidr}`);
}

function isEmpty(selector: Fields): boolean {
  if (!selector) return true;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}
