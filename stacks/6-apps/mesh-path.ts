import type { Construct } from "constructs";
import { probeCidr, tunnelPort } from "../../constructs/charts/mesh";
import { NetworkPolicy, type NetworkRule } from "../../constructs/cluster/network-policy";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import { podsOf } from "../../constructs/workloads/network-policy";
import { callersOf, probedPorts } from "../../environments/schema/apps/pods";
import type { App } from "../../environments/schema/environment";

/**
 * An app's paths in a service mesh: the tunnel between it and each app that it calls or is called by, in which its own
 * ports are not to be seen, and the kubelet's probes, which come from an address of the mesh.
 */
export function openMesh(scope: Construct, stack: PlatformStack, app: App): void {
  const { environment, names } = stack;
  if (environment.mesh.kind === "none") return;
  const keyOf = ({ team, name }: App) => `${team}/${name}`;
  const tunnel = (peer: App): NetworkRule => {
    return podsOf({ ...peer, namespace: names.teamNamespace(peer.team) }, tunnelPort);
  };
  // The pods of a stateful service call each other.
  const self = app.kind === "stateful-service" ? [app] : [];
  const callers = environment.apps.filter((other) => callersOf(app).includes(keyOf(other)));
  const callees = environment.apps.filter((other) => callersOf(other).includes(keyOf(app)));
  const probed = probedPorts(app);
  const probes = { peers: [{ ipBlock: { cidr: probeCidr } }], ports: probed };
  const ingress = [...[...self, ...callers].map(tunnel), ...(probed.length > 0 ? [probes] : [])];
  const egress = [...self, ...callees].map(tunnel);
  // A policy without rules would deny, and the namespace's own does that already.
  if (ingress.length + egress.length === 0) return;
  new NetworkPolicy(scope, "mesh", {
    namespace: names.teamNamespace(app.team),
    // As the other policies of the app, apart from those of an app of a longer name.
    name: `${app.name}.mesh`,
    pods: { "app.kubernetes.io/name": app.name },
    ingress,
    egress,
  });
}
