import { costText } from "../../../cli/cost/cost-text";
import { byUse, fixedItems } from "../../../cli/cost/fixed-items";
import { monthlyCost } from "../../../cli/cost/monthly-cost";
import { pricesAsOf, pricesOf } from "../../../cli/cost/prices";
import { loadEnvironment } from "../../../environments/load";
import { regions } from "../../../environments/schema/data/regions";
import type { Environment } from "../../../environments/schema/environment";
import { platform } from "../../../main";

const demo = loadEnvironment("demo");
const costOf = (environment: Environment) => monthlyCost(environment, platform({ environment }).resolveAll());
const itemsOf = (environment: Environment) =>
  Object.fromEntries((costOf(environment).items ?? []).map(({ item, ...amounts }) => [item, amounts]));

describe("the fixed cost of demo", () => {
  const items = itemsOf(demo);

  it("has a control plane, and a NAT gateway with its address in each zone", () => {
    expect(items["EKS control plane"]).toEqual({ count: 1, each: 73, monthly: 73 });
    expect(items["NAT gateways"]).toEqual({ count: 3, each: 37.96, monthly: 113.88 });
    expect(items["public addresses"]).toEqual({ count: 3, each: 3.65, monthly: 10.95 });
  });

  it("counts keys, zones and the secret that RDS keeps for each database", () => {
    const keys = items["KMS keys"]?.count ?? 0;
    expect(keys).toBeGreaterThanOrEqual(6);
    expect(items["KMS keys"]).toEqual({ count: keys, each: 1, monthly: keys });
    expect(items["Route 53 zones"]).toEqual({ count: 1, each: 0.5, monthly: 0.5 });
    expect(items["secrets, the databases' own"]).toEqual({ count: 1, each: 0.4, monthly: 0.4 });
  });

  it("adds up", () => {
    const { items: all = [], total = 0, ...rest } = costOf(demo);
    expect(total).toBeCloseTo(
      all.reduce((sum, { monthly }) => sum + monthly, 0),
      2,
    );
    expect(rest).toMatchObject({ region: "eu-central-1", currency: "USD", asOf: pricesAsOf });
  });

  it("names what it leaves out", () => {
    expect(costOf(demo).notCounted).toEqual(
      expect.arrayContaining(["nodes and their volumes", "database instances", "cache nodes", "logs", "traffic"]),
    );
    expect(costOf({ ...demo, databases: [], apps: [] }).notCounted).not.toContain("database instances");
  });
});

it("counts an interface endpoint once for each of its zones, and gateway endpoints not at all", () => {
  const endpoints = fixedItems.find(({ name }) => name.startsWith("interface endpoints"));
  const endpoint = (body: object) => endpoints?.countOf({ type: "aws_vpc_endpoint", body } as never);
  expect(endpoint({ vpc_endpoint_type: "Interface", subnet_ids: ["a", "b", "c"] })).toBe(3);
  expect(endpoint({ vpc_endpoint_type: "Gateway", route_table_ids: ["a"] })).toBe(0);
  const { interfaceEndpointHour = 0 } = pricesOf("eu-central-1") ?? {};
  expect(endpoints?.monthly({ interfaceEndpointHour } as never)).toBeCloseTo(8.76, 5);
});

it("counts the keys of states in S3, which no stack declares", () => {
  expect(itemsOf(loadEnvironment("example-s3"))["KMS keys of the states"]).toEqual({ count: 6, each: 1, monthly: 6 });
  expect(itemsOf(demo)).not.toHaveProperty("KMS keys of the states");
});

it("falls with one NAT gateway for all zones", () => {
  const network = { ...demo.network, nat: "single" as const };
  expect(itemsOf({ ...demo, network })["NAT gateways"]?.count).toBe(1);
});

it("knows every commercial region, and says where it knows none", () => {
  const unknown = Object.keys(regions).filter((region) => !pricesOf(region));
  expect(unknown).toEqual(["cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1"]);
  expect(pricesOf("toString")).toBeUndefined();
  const somewhere = { ...demo, aws: { ...demo.aws, region: "cn-north-1" } };
  const cost = monthlyCost(somewhere, []);
  expect(cost).toEqual({ region: "cn-north-1", currency: "USD", asOf: pricesAsOf, notCounted: cost.notCounted });
  expect(costText(cost)).toEqual(["Fixed cost a month: list prices are not known for cn-north-1."]);
});

it("counts no type twice, as fixed and by use", () => {
  for (const type of Object.keys(byUse).filter((one) => one !== "aws_rds_cluster")) {
    expect([type, fixedItems.filter(({ countOf }) => countOf({ type, body: {} } as never) > 0)]).toEqual([type, []]);
  }
});
