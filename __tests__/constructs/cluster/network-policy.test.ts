import {
  type ClusterAddresses,
  clusterAddresses,
  fromApiServer,
  toApiServer,
  toDns,
  toPodIdentityAgent,
  toPublicServices,
} from "../../../constructs/cluster/network-peers";
import { NetworkPolicy, type NetworkPolicyProps } from "../../../constructs/cluster/network-policy";
import { synthesize } from "../../support/synthesize";

const addresses: ClusterAddresses = {
  controlPlaneCidrs: ["10.0.0.0/28", "10.0.0.16/28"],
  serviceCidr: "172.20.0.0/16",
};

function policy(props: Partial<NetworkPolicyProps>) {
  const pods = { app: "web" };
  return synthesize(
    (stack) => new NetworkPolicy(stack, "web", { namespace: "shop", name: "web", pods, ...props }),
  ).only("kubernetes_network_policy_v1").spec;
}

it("is about the pods with the given labels", () => {
  expect(policy({ egress: [toPodIdentityAgent] }).pod_selector).toEqual({ match_labels: { app: "web" } });
});

it.each([
  ["ingress", { ingress: [fromApiServer(addresses, 9443)] }, ["Ingress"]],
  ["egress", { egress: [toApiServer(addresses)] }, ["Egress"]],
  ["both", { ingress: [fromApiServer(addresses, 9443)], egress: [toApiServer(addresses)] }, ["Ingress", "Egress"]],
])("says nothing of a direction that it has no rule for: %s", (_, rules, types) => {
  expect(policy(rules).policy_types).toEqual(types);
});

it("selects pods and their namespace together, as one peer", () => {
  const peer = { pods: { app: "db" }, namespaces: { "kubernetes.io/metadata.name": "data" } };
  expect(policy({ egress: [{ peers: [peer], ports: [5432] }] }).egress).toEqual([
    {
      to: [
        {
          pod_selector: { match_labels: { app: "db" } },
          namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "data" } },
        },
      ],
      ports: [{ port: "5432", protocol: "TCP" }],
    },
  ]);
});

it("takes UDP where it is asked for", () => {
  const [rule] = policy({ egress: [{ peers: [{ pods: { app: "dns" } }], ports: [53], protocol: "UDP" }] }).egress;
  expect(rule.ports).toEqual([{ port: "53", protocol: "UDP" }]);
});

it("reaches the API by its service and by the control plane's own addresses", () => {
  expect(policy({ egress: [toApiServer(addresses)] }).egress).toEqual([
    {
      to: [
        { ip_block: { cidr: "172.20.0.1/32" } },
        { ip_block: { cidr: "10.0.0.0/28" } },
        { ip_block: { cidr: "10.0.0.16/28" } },
      ],
      ports: [{ port: "443", protocol: "TCP" }],
    },
  ]);
});

it("looks names up at CoreDNS, over both protocols, and at no other pod of its namespace", () => {
  const to = [
    {
      namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "kube-system" } },
      pod_selector: { match_labels: { "k8s-app": "kube-dns" } },
    },
  ];
  expect(policy({ egress: toDns }).egress).toEqual([
    { to, ports: [{ port: "53", protocol: "UDP" }] },
    { to, ports: [{ port: "53", protocol: "TCP" }] },
  ]);
});

it("fetches credentials at the agent's own address and port", () => {
  expect(policy({ egress: [toPodIdentityAgent] }).egress).toEqual([
    { to: [{ ip_block: { cidr: "169.254.170.23/32" } }], ports: [{ port: "80", protocol: "TCP" }] },
  ]);
});

it("lets the control plane, and no pod, call a webhook", () => {
  expect(policy({ ingress: [fromApiServer(addresses, 9443)] }).ingress).toEqual([
    {
      from: [{ ip_block: { cidr: "10.0.0.0/28" } }, { ip_block: { cidr: "10.0.0.16/28" } }],
      ports: [{ port: "9443", protocol: "TCP" }],
    },
  ]);
});

it("reaches public services over TLS, and not the node's credentials", () => {
  expect(policy({ egress: [toPublicServices] }).egress).toEqual([
    {
      to: [{ ip_block: { cidr: "0.0.0.0/0", except: ["169.254.0.0/16"] } }],
      ports: [{ port: "443", protocol: "TCP" }],
    },
  ]);
});

it("knows the control plane's subnets from the plan of the network", () => {
  const network = { cidr: "10.20.0.0/16", zones: ["a", "b", "c"] };
  const { controlPlaneCidrs, serviceCidr } = clusterAddresses(network, { serviceCidr: "172.20.0.0/16" });
  expect(serviceCidr).toBe("172.20.0.0/16");
  expect(controlPlaneCidrs).toHaveLength(3);
  for (const cidr of controlPlaneCidrs) expect(cidr).toMatch(/^10\.20\.\d+\.\d+\/28$/);
});
