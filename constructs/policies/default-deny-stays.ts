import { defaultDeny } from "../cluster/namespace-network";
import { ofChangedSpec } from "./changed-spec";
import { byPlatform, type PlatformUsers } from "./platform-users";
import { celText, type Policy, type Validation } from "./policy";

/**
 * A namespace denies what no policy allows, and a policy allows a peer, not everybody. Whoever deploys apps may write
 * network policies, since each app brings its own paths.
 */
export function defaultDenyStays(users: PlatformUsers): Policy {
  return {
    name: "default-deny-stays",
    states: "the default-deny network policy of a namespace stays as it is",
    kinds: [{ apiGroup: "networking.k8s.io", apiVersion: "v1", resources: ["networkpolicies"] }],
    operations: ["CREATE", "UPDATE", "DELETE"],
    variables: [byPlatform(users)],
    validations: [
      stays,
      namesPeers("ingress", "from", [ofSomeNamespaces, ofSomeAddresses]),
      namesPeers("egress", "to", [ofSomeNamespaces]),
    ],
    asksWho: true,
  };
}

/** The controller of network policies puts a finalizer on each, which is no change of its spec. */
const stays = ofChangedSpec({
  expression: `request.operation == 'CREATE' || request.name != ${celText(defaultDeny)} || variables.byPlatform`,
  message: `leave the network policy ${defaultDeny} alone, and allow a path by a policy of another name`,
});

/** What keeps a `peer` from being everybody. */
type Bound = Pick<Validation, "expression" | "message">;

const ofSomeNamespaces: Bound = {
  expression: "(!has(peer.namespaceSelector) || peer.namespaceSelector.size() > 0)",
  message: "not all namespaces by an empty selector",
};

/** Some apps call the internet; none has to be called by all of it, since a load balancer stands before it. */
const ofSomeAddresses: Bound = {
  expression: "(!has(peer.ipBlock) || !peer.ipBlock.cidr.endsWith('/0'))",
  message: "not all addresses by a block that ends in /0",
};

/** A rule without peers allows all. */
function namesPeers(direction: "ingress" | "egress", peers: "from" | "to", bounds: readonly Bound[]): Validation {
  const rules = `object.spec.?${direction}.orValue([])`;
  const named = `rule.?${peers}.orValue([]).size() > 0`;
  const bounded = `rule.${peers}.all(peer, ${bounds.map(({ expression }) => expression).join(" && ")})`;
  const words = [`by ${peers}`, ...bounds.map(({ message }) => message)].join(", ");
  return ofChangedSpec({
    expression: `request.operation == 'DELETE' || variables.byPlatform || ${rules}.all(rule, ${named} && ${bounded})`,
    message: `name the peers of every rule under spec.${direction}: ${words}`,
  });
}
