import { operations } from "../../../../constructs/permissions/entry";
import { decide } from "../../identity/support/iam";
import { grantsOf, missingCalls } from "./data-needs";

const type = "aws_dynamodb_table";
const table = (name: string) => `arn:aws:dynamodb:eu-central-1:111122223333:table/${name}`;
const own = table("strata-demo-reviews");
const can = (action: string, resource: string, context: Readonly<Record<string, string | string[]>> = {}) => {
  const Statement = grantsOf("demo", type, ...operations).map(({ actions, resources, conditions }, index) => ({
    Sid: `S${index}`,
    Effect: "Allow" as const,
    Action: [...actions],
    Resource: [...resources],
    ...(conditions && { Condition: conditions }),
  }));
  return decide([{ Version: "2012-10-17", Statement }], { action: `dynamodb:${action}`, resource, context });
};
const tagged = (stack: string, environment = "demo") => ({
  "aws:ResourceTag/strata:environment": environment,
  "aws:ResourceTag/strata:stack": stack,
});
const requested = {
  "aws:RequestTag/strata:environment": "demo",
  "aws:RequestTag/strata:stack": "app-services",
  "aws:TagKeys": ["strata:environment", "strata:stack"],
};

it("grants every call that the provider was seen making", () => expect(missingCalls("demo", type)).toEqual([]));

it("makes a table in its own name", () => {
  expect(can("CreateTable", own, requested)).toBe("allowed");
  expect(can("CreateTable", own)).toBe("denied");
  expect(can("CreateTable", table("other"), requested)).toBe("denied");
});

it.each(["DeleteTable", "UpdateTable", "UpdateContinuousBackups", "UpdateTimeToLive"])(
  "is for the stack's own tables: %s",
  (verb) => {
    expect(can(verb, own, tagged("app-services"))).toBe("allowed");
    expect(can(verb, own, tagged("cluster-services"))).toBe("denied");
    expect(can(verb, own, tagged("app-services", "other"))).toBe("denied");
    expect(can(verb, own)).toBe("denied");
  },
);

it("takes over no table by tagging it", () => {
  expect(can("TagResource", own, requested)).toBe("allowed");
  expect(can("TagResource", own, { ...requested, ...tagged("cluster-services") })).toBe("denied");
});

it("does nothing with items, backups and policies", () => {
  const actions = grantsOf("demo", type, ...operations).flatMap((one) => one.actions);
  expect(actions.filter((action) => /Item|Query|Scan|Export|Policy|CreateBackup|Restore/.test(action))).toEqual([]);
});
