import { flowLogs } from "../../../../constructs/permissions/catalogue/flow-logs";
import type { ResourceView } from "../../../../constructs/permissions/entry";
import { bears, conditionsOn, grantsOf, receives } from "./network-needs";

const own = "managed-infrastructure";

it("records its own VPC, in a log with its own tags", () => {
  expect(conditionsOn("aws_flow_log", "create", "ec2:CreateFlowLogs", "vpc-flow-log")).toEqual([receives(own)]);
  expect(conditionsOn("aws_flow_log", "create", "ec2:CreateFlowLogs", "vpc")).toEqual([bears(own)]);
  expect(conditionsOn("aws_flow_log", "delete", "ec2:DeleteFlowLogs", "vpc-flow-log")).toEqual([bears(own)]);
});

it("passes the one role that identity made for it, to VPC flow logs alone", () => {
  const passed = grantsOf("aws_flow_log", "create").filter(({ actions }) => actions.includes("iam:PassRole"));
  expect(passed).toEqual([
    {
      actions: ["iam:PassRole"],
      resources: ["arn:aws:iam::111122223333:role/strata/demo/services/strata-demo-svc-flow-logs"],
      conditions: { StringEquals: { "iam:PassedToService": ["vpc-flow-logs.amazonaws.com"] } },
    },
  ]);
});

it.each([
  ["cloud-watch-logs", []],
  ["s3", ["logs:CreateLogDelivery", "logs:DeleteLogDelivery"]],
])("sets up deliveries to %s with %j", (destination, expected) => {
  const texts: Readonly<Record<string, string>> = { log_destination_type: destination };
  const view = {
    environment: "demo",
    stack: own,
    has: (argument: string) => argument in texts,
    text: (argument: string) => texts[argument] ?? "*",
    owners: () => [],
    arns: () => [],
  } as Partial<ResourceView> as ResourceView;
  const entry = flowLogs.aws_flow_log;
  const grants = [...(entry?.create(view) ?? []), ...(entry?.delete(view) ?? [])];
  const deliveries = grants.filter(({ actions }) => actions.some((action) => action.startsWith("logs:")));
  expect(deliveries.flatMap(({ actions }) => actions)).toEqual(expected);
  for (const { because } of deliveries) expect(because).toMatch(/no ARN/);
});
