import { planText } from "../../../cli/plan/plan-text";
import { isPlan, type ResourceChange } from "../../../cli/terraform/plan-changes";

const change = (address: string, ...actions: ResourceChange["change"]["actions"]): ResourceChange => ({
  address,
  mode: "managed",
  type: address.split(".")[0] ?? "",
  change: { actions, before: null, after: null },
});
const none = { waiting: [], known: new Set<string>() };

it("a plan is a line of counts and a line for each change, what goes first", () => {
  const changes = [
    change("aws_vpc.a", "no-op"),
    change("aws_subnet.b", "create"),
    change("aws_subnet.c", "delete"),
    change("aws_subnet.d", "delete", "create"),
    change("aws_subnet.e", "update"),
  ];
  expect(planText("apps", { resource_changes: changes }, none)).toBe(
    [
      "apps: 1 to create, 1 to update, 1 to replace, 1 to delete.",
      "  delete   aws_subnet.c",
      "  replace  aws_subnet.d",
      "  create   aws_subnet.b",
      "  update   aws_subnet.e",
      "",
    ].join("\n"),
  );
});

it("a plan of nothing at all, which has no list of changes, is a plan", () => {
  expect(planText("apps", {}, none)).toBe("apps: no changes.\n");
  expect(isPlan({ planned_values: {} })).toBe(true);
  expect([{}, null, { resource_changes: [{ address: "x" }] }].map(isPlan)).toEqual([false, false, false]);
});

it("what is made anew while its former id narrows rights is named", () => {
  const text = planText(
    "app-services",
    { resource_changes: [change("aws_route53_zone.dns_zone", "create")] },
    { waiting: [], known: new Set(["aws_route53_zone.dns_zone"]) },
  );
  expect(text).toContain("Retire what is gone and apply identity first:\n  aws_route53_zone.dns_zone\n");
});
