import { namesOf } from "../../../../constructs/names";
import { logs } from "../../../../constructs/permissions/catalogue/logs";
import type { ResourceView } from "../../../../constructs/permissions/entry";
import { loadEnvironment } from "../../../../environments/load";
import { applyOf, grantsOf, lintOf, notGranted, tags, tried, unlimited, unreasoned, verdict } from "./platform-needs";

const own = "cluster-services";
const group = (name: string) => `arn:aws:logs:eu-central-1:111122223333:log-group:${name}`;
const can = (action: string, resource: string, context = {}) => verdict(applyOf(own), { action, resource, context });

it("grants every call that the provider was seen making", () => {
  expect(tried(logs)).toEqual(Object.keys(logs));
  expect(notGranted(logs)).toEqual([]);
});

it("agrees with AWS's service authorization data", async () => expect(await lintOf(logs)).toEqual([]));

it("writes on nothing but groups", () => {
  expect(unlimited(logs)).toEqual([]);
  expect(unreasoned(logs)).toEqual(["logs:DescribeLogGroups"]);
});

it.each(["/strata/demo/system", "/strata/demo/system:log-stream:"])("knows both forms of a group's ARN: %s", (name) => {
  expect(can("logs:CreateLogGroup", group(name), tags("RequestTag", own))).toBe("allowed");
  expect(can("logs:DeleteLogGroup", group(name), tags("ResourceTag", own))).toBe("allowed");
});

it.each(["AssociateKmsKey", "DeleteLogGroup", "DeleteRetentionPolicy", "DisassociateKmsKey", "PutRetentionPolicy"])(
  "is for the stack's own groups: %s",
  (verb) => {
    const on = (name: string, context = {}) => can(`logs:${verb}`, group(name), context);
    expect(on("/strata/demo/applications", tags("ResourceTag", own))).toBe("allowed");
    expect(on("/strata/demo/applications")).toBe("denied");
    expect(on("/strata/demo/applications", tags("ResourceTag", "apps"))).toBe("denied");
    expect(on("/strata/demo/flow-logs", tags("ResourceTag", own))).toBe("denied");
  },
);

it("takes over no group by tagging it", () => {
  const requested = { ...tags("RequestTag", own), "aws:TagKeys": ["strata:environment", "strata:stack"] };
  expect(can("logs:TagResource", group("/strata/demo/system"), requested)).toBe("allowed");
  const foreign = { ...requested, ...tags("ResourceTag", "apps") };
  expect(can("logs:TagResource", group("/strata/demo/system"), foreign)).toBe("denied");
  expect(can("logs:TagLogGroup", group("/strata/demo/system"), requested)).toBe("denied");
});

it("reads no content and puts nothing in", () => {
  const actions = grantsOf(({ type }) => type in logs, "create", "read", "update", "delete").flatMap(
    (one) => one.actions,
  );
  expect(actions.filter((action) => /Events|Query|Filter|LogStream|Subscription|Export|Tail/.test(action))).toEqual([]);
});

it("needs the right to set a key, and deletion protection, only where the group has them", () => {
  const view = (...arguments_: readonly string[]) =>
    ({
      stack: own,
      environment: "demo",
      names: namesOf(loadEnvironment("demo")),
      has: (one: string) => arguments_.includes(one),
      text: () => "x",
    }) as Partial<ResourceView> as ResourceView;
  const actions = (...arguments_: readonly string[]) =>
    (logs.aws_cloudwatch_log_group?.update(view("name", ...arguments_)) ?? []).flatMap((one) => one.actions);
  expect(actions()).not.toContain("logs:AssociateKmsKey");
  expect(actions()).toContain("logs:DisassociateKmsKey");
  expect(actions("kms_key_id")).toContain("logs:AssociateKmsKey");
  expect(actions()).not.toContain("logs:PutLogGroupDeletionProtection");
  expect(actions("deletion_protection_enabled")).toContain("logs:PutLogGroupDeletionProtection");
});

it("has one pattern for the groups of all databases, and one for those of all caches", () => {
  const named = (name: string) =>
    ({
      stack: "app-services",
      environment: "demo",
      names: namesOf(loadEnvironment("demo")),
      partition: "aws",
      region: "eu-central-1",
      account: "111122223333",
      has: (one: string) => one === "name",
      text: () => name,
    }) as Partial<ResourceView> as ResourceView;
  const pattern = (name: string) => logs.aws_cloudwatch_log_group?.delete(named(name))[0]?.resources[0];
  expect(pattern("/aws/rds/cluster/strata-demo-orders/postgresql")).toBe(group("/aws/rds/cluster/strata-demo-*"));
  expect(pattern("/strata/demo/cache/sessions/slow-log")).toBe(group("/strata/demo/cache/*"));
  expect(pattern("/strata/demo/flow-logs")).toBe(group("/strata/demo/flow-logs"));
});
