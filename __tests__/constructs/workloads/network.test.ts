import { deploymentOf, policyOf, webService } from "./support";

const cart = { team: "checkout", name: "cart", namespace: "team-checkout" };
const own = { match_labels: { "app.kubernetes.io/name": "web", "app.kubernetes.io/component": "web-service" } };
const cartPods = {
  namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "team-checkout" } },
  pod_selector: { match_labels: { "app.kubernetes.io/name": "cart" } },
};

it("opens nothing unless it is asked for", () => {
  expect(webService().all("kubernetes_network_policy_v1")).toEqual({});
});

it("looks names up once it calls somebody, and fetches credentials once it has a role", () => {
  const paths = (deviation: Parameters<typeof webService>[0]) =>
    Object.keys(webService(deviation).all("kubernetes_network_policy_v1"));
  expect(paths({ calledBy: [cart] })).toEqual(["web_from-checkout--cart"]);
  expect(paths({ calls: [{ ...cart, port: 7070 }] })).toEqual(["web_to-checkout--cart", "web_to-dns"]);
  expect(paths({ role: { arn: "role", clusterName: "c" } })).toEqual(["web_to-pod-identity-agent"]);
});

it("lets a caller in by its namespace and its name, on the app's own port", () => {
  expect(policyOf(webService({ calledBy: [cart], port: 9090 }), "from-checkout--cart")).toMatchObject({
    pod_selector: own,
    policy_types: ["Ingress"],
    ingress: [{ from: [cartPods], ports: [{ port: "9090", protocol: "TCP" }] }],
  });
});

it("lets the app out to what it calls, on that app's port", () => {
  expect(policyOf(webService({ calls: [{ ...cart, port: 7070 }] }), "to-checkout--cart")).toMatchObject({
    pod_selector: own,
    policy_types: ["Egress"],
    egress: [{ to: [cartPods], ports: [{ port: "7070", protocol: "TCP" }] }],
  });
});

it("lets the app out to its datastores, by the blocks of their subnets", () => {
  const addresses = ["10.0.1.0/24", "10.0.2.0/24"];
  const stack = webService({
    databases: [{ name: "orders", endpoint: "a", readerEndpoint: "b", database: "shop", user: "u", addresses }],
    caches: [{ name: "sessions", endpoint: "c", user: "u", addresses, port: 6380 }],
  });
  const to = addresses.map((cidr) => ({ ip_block: { cidr } }));
  expect(policyOf(stack, "to-database-orders").egress).toEqual([{ to, ports: [{ port: "5432", protocol: "TCP" }] }]);
  expect(policyOf(stack, "to-cache-sessions").egress).toEqual([{ to, ports: [{ port: "6380", protocol: "TCP" }] }]);
});

it("lets a load balancer in from its own subnets only", () => {
  const publicAddress = {
    host: "www.example.com",
    ingressClassName: "public-storefront",
    encrypted: true,
    loadBalancerAddresses: ["10.0.7.0/24"],
  };
  expect(policyOf(webService({ publicAddress }), "from-load-balancer").ingress).toEqual([
    { from: [{ ip_block: { cidr: "10.0.7.0/24" } }], ports: [{ port: "8080", protocol: "TCP" }] },
  ]);
});

it("keeps callers apart whose names join to the same", () => {
  const callers = [
    { ...cart, team: "a-b", name: "c" },
    { ...cart, team: "a", name: "b-c" },
  ];
  const policies = webService({ calledBy: callers }).all("kubernetes_network_policy_v1");
  expect(Object.keys(policies)).toEqual(["web_from-a--b-c", "web_from-a-b--c"]);
  expect(Object.values(policies).map(({ metadata }) => metadata.name)).toEqual(["web.from-a--b-c", "web.from-a-b--c"]);
});

it("answers inside the cluster under its own name and port", () => {
  const { metadata, spec } = webService({ port: 9090 }).only("kubernetes_service_v1");
  expect(metadata).toMatchObject({ name: "web", namespace: "storefront" });
  expect(spec).toMatchObject({ type: "ClusterIP", selector: deploymentOf(webService()).spec.selector.match_labels });
  expect(spec.port).toEqual([{ name: "http", port: 9090, target_port: "9090", protocol: "TCP", app_protocol: "http" }]);
});

it("can be called through its service's address: its selector has the label that policies name", () => {
  const { selector } = webService({ name: "cart" }).only("kubernetes_service_v1").spec;
  expect(selector).toMatchObject(cartPods.pod_selector.match_labels);
});
