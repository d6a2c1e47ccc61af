import { meshPolicies } from "../../../constructs/charts/mesh-policies";
import { systemNamespaces } from "../../../constructs/charts/namespaces";
import { onSystemNodes } from "../../../constructs/charts/system-nodes";
import { at, charts } from "./all-charts";

const { istiod, ztunnel, "istio-base": base, "istio-cni": cni } = charts;

it("has its parts where they may be: what mounts folders of the node among the agents", () => {
  expect([base, istiod, cni, ztunnel].map(({ namespace }) => namespace)).toEqual([
    "cluster-services",
    "cluster-services",
    "node-agents",
    "node-agents",
  ]);
});

it("knows itself: who the control plane trusts on the nodes, and where the nodes find it", () => {
  expect(at(istiod, "trustedZtunnelNamespace")).toBe(ztunnel.namespace);
  expect(at(ztunnel, "istioNamespace")).toBe(istiod.namespace);
  expect([at(base, "global.istioNamespace"), at(istiod, "global.istioNamespace")]).toEqual([
    istiod.namespace,
    istiod.namespace,
  ]);
});

it("is ambient in each part, and all parts are of one version", () => {
  for (const chart of [istiod, cni, ztunnel]) expect(at(chart, "profile")).toBe("ambient");
  expect(new Set([base, istiod, cni, ztunnel].map(({ version }) => version)).size).toBe(1);
});

it("brings no webhook that could stop pods or objects anywhere", () => {
  expect(at(base, "defaultRevision")).toBe("");
  expect(at(istiod, "global")).toMatchObject({
    configValidation: false,
    operatorManageWebhooks: true,
    omitSidecarInjectorConfigMap: true,
  });
});

it("gives nobody an account that reads all Secrets, and lets no gateway make Deployments", () => {
  expect(at(base, "global.enableReaderRBAC")).toBe(false);
  expect(at(istiod, "env")).toEqual({ PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: "false" });
});

it("has a control plane that survives the loss of a node and of a zone", () => {
  expect(istiod.values).toMatchObject({ autoscaleEnabled: false, replicaCount: 2, pdb: { maxUnavailable: 1 } });
  expect(at(istiod, "topologySpreadConstraints")).toMatchObject([
    { topologyKey: "topology.kubernetes.io/zone" },
    { topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "DoNotSchedule" },
  ]);
  expect(istiod.values).toMatchObject(onSystemNodes);
  expect(at(istiod, "global.priorityClassName")).toBe("system-cluster-critical");
});

it("adds to the restrictions of the control plane's chart the one that it leaves open", () => {
  expect(at(istiod, "seccompProfile")).toEqual({ type: "RuntimeDefault" });
});

it("has agents on every node, whatever its taints", () => {
  for (const chart of [cni, ztunnel]) expect(at(chart, "tolerations")).toEqual([{ operator: "Exists" }]);
});

it("leaves the platform's own namespaces out, and mends no side-cars", () => {
  expect(at(cni, "excludeNamespaces")).toEqual([...systemNamespaces]);
  expect(at(cni, "repair")).toEqual({ enabled: false, repairPods: false });
});

describe("who may speak to whom", () => {
  const policies = meshPolicies([{ name: "web", namespace: "storefront", ports: [8080, 9464] }]);

  it("is told by mutual TLS in the whole mesh", () => {
    expect(policies[0]).toEqual({
      apiVersion: "security.istio.io/v1",
      kind: "PeerAuthentication",
      metadata: { name: "default", namespace: istiod.namespace },
      spec: { mtls: { mode: "STRICT" } },
    });
  });

  it("but for the ports that a load balancer sends to, or Prometheus asks", () => {
    expect(policies.slice(1)).toEqual([
      {
        apiVersion: "security.istio.io/v1",
        kind: "PeerAuthentication",
        metadata: { name: "web.from-outside", namespace: "storefront" },
        spec: {
          selector: { matchLabels: { "app.kubernetes.io/name": "web" } },
          mtls: { mode: "STRICT" },
          portLevelMtls: { 8080: { mode: "PERMISSIVE" }, 9464: { mode: "PERMISSIVE" } },
        },
      },
    ]);
  });
});
