import { worker } from "./support";

const region = "eu-central-1";
const everywhere = {
  ip_block: {
    cidr: "0.0.0.0/0",
    except: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"],
  },
};
const tls = [{ port: "443", protocol: "TCP" }];
const egressOf = (stack: ReturnType<typeof worker>, path: string) =>
  stack.named("kubernetes_network_policy_v1", `worker_${path}`).spec.egress;

it("tells an app where its queues, buckets and tables are", () => {
  const stack = worker({
    queues: [{ name: "order-events", url: "https://sqs.example/q", region }],
    buckets: [{ name: "labels", bucket: "strata-labels", region }],
    tables: [{ name: "carts", table: "strata-carts", region }],
  });
  expect(stack.only("kubernetes_config_map_v1").data).toEqual({
    QUEUE_ORDER_EVENTS_URL: "https://sqs.example/q",
    QUEUE_ORDER_EVENTS_REGION: region,
    BUCKET_LABELS_NAME: "strata-labels",
    BUCKET_LABELS_REGION: region,
    TABLE_CARTS_NAME: "strata-carts",
    TABLE_CARTS_REGION: region,
  });
});

it("opens the way to the interface endpoint, else to what is public, and never into private networks", () => {
  const stack = worker({
    queues: [{ name: "orders", url: "u", region, addresses: ["10.0.1.0/24"] }],
    buckets: [{ name: "labels", bucket: "b", region }],
    tables: [{ name: "carts", table: "t", region }],
  });
  expect(egressOf(stack, "to-queue-orders")).toEqual([{ to: [{ ip_block: { cidr: "10.0.1.0/24" } }], ports: tls }]);
  expect(egressOf(stack, "to-bucket-labels")).toEqual([{ to: [everywhere], ports: tls }]);
  expect(egressOf(stack, "to-table-carts")).toEqual([{ to: [everywhere], ports: tls }]);
  expect(Object.keys(stack.all("kubernetes_network_policy_v1"))).toContain("worker_to-dns");
});

it("opens the way to somebody outside, by address where it is known", () => {
  const stack = worker({ outside: [{ name: "payments" }, { name: "bank", cidrs: ["203.0.113.0/24"], port: 8443 }] });
  expect(egressOf(stack, "to-outside-payments")).toEqual([{ to: [everywhere], ports: tls }]);
  expect(egressOf(stack, "to-outside-bank")).toEqual([
    { to: [{ ip_block: { cidr: "203.0.113.0/24" } }], ports: [{ port: "8443", protocol: "TCP" }] },
  ]);
});
