import { toDns } from "../../../constructs/cluster/network-peers";
import { fluentBitTraffic } from "../../../constructs/observability/fluent-bit-traffic";
import { metricsServerTraffic } from "../../../constructs/observability/metrics-server-traffic";

const addresses = {
  vpcCidr: "10.0.0.0/16",
  controlPlaneCidrs: ["10.0.240.0/28"],
  serviceCidr: "172.20.0.0/16",
  nodeCidrs: ["10.0.0.0/19", "10.0.32.0/19"],
};
const block = (cidr: string) => ({ ipBlock: { cidr } });
const apiServer = { peers: [block("172.20.0.1/32"), block("10.0.240.0/28")], ports: [443] };

it("fluent-bit reaches DNS, the API server, CloudWatch and its credentials, and nobody reaches it", () => {
  const [policy, ...others] = fluentBitTraffic(addresses);
  expect(others).toEqual([]);
  expect(policy).toMatchObject({ pods: { "app.kubernetes.io/instance": "fluent-bit" } });
  expect(policy?.ingress).toBeUndefined();
  expect(policy?.egress).toEqual([
    ...toDns,
    apiServer,
    { peers: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.0.0/16"] } }], ports: [443] },
    { peers: [block("169.254.170.23/32")], ports: [80] },
  ]);
});

it("metrics-server reaches the API server and every kubelet, and only the API server reaches it", () => {
  const rules = metricsServerTraffic(addresses);
  expect(rules.map(({ pods }) => pods)).toEqual(Array(2).fill({ "app.kubernetes.io/instance": "metrics-server" }));
  expect(rules.flatMap(({ egress = [] }) => egress)).toEqual([
    apiServer,
    { peers: [block("10.0.0.0/19"), block("10.0.32.0/19")], ports: [10250] },
  ]);
  expect(rules.flatMap(({ ingress = [] }) => ingress)).toEqual([{ peers: [block("10.0.240.0/28")], ports: [10250] }]);
});
