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
    validations: [stays, namesPeers("ingress", "from"), namesPeers("egress", "to")],
    asksWho: true,
  };
}

/** The controller of network policies puts a finalizer on each, which is no change of its spec. */
const stays = ofChangedSpec({
  expression: `request.operation == 'CREATE' || request.name != ${celText(defaultDeny)} || variables.byPlatform`,
  message: `leave the network policy ${defaultDeny} alone, and allow a path by a policy of another name`,
});

/** A rule without peers allows all, and so does a selector of all namespaces. */
function namesPeers(direction: "ingress" | "egress", peers: "from" | "to"): Validation {
  const rules = `object.spec.?${direction}.orValue([])`;
  const named = `rule.?${peers}.orValue([]).size() > 0`;
  const narrow = `rule.${peers}.all(peer, !has(peer.namespaceSelector) || peer.namespaceSelector.size() > 0)`;
  return ofChangedSpec({
    expression: `request.operation == 'DELETE' || variables.byPlatform || ${rules}.all(rule, ${named} && ${narrow})`,
    message: `name the peers of every rule under spec.${direction}: by ${peers}, and not all namespaces by an empty selector`,
  });
}
