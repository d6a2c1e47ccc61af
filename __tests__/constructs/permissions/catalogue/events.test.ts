import { events } from "../../../../constructs/permissions/catalogue/events";
import { lintOf, notGranted, tags, verdictOn } from "./messaging-needs";

const rule = "arn:aws:events:eu-central-1:111122223333:rule/strata-demo-interruption-spot";
const queue = (name: string) => `arn:aws:sqs:eu-central-1:111122223333:${name}`;
const can = (action: string, resource: string, context = {}) =>
  verdictOn(events, { action: `events:${action}`, resource, context });
const ec2 = { "events:source": ["aws.ec2"] };

it("grants every call that the provider was seen making", () => expect(notGranted(events)).toEqual([]));

it("agrees with AWS's service authorization data", async () => expect(await lintOf(events)).toEqual([]));

it("makes a rule in its own name, and none that is somebody's already", () => {
  expect(can("PutRule", rule, { ...ec2, ...tags("RequestTag") })).toBe("allowed");
  expect(can("PutRule", rule, { ...ec2, ...tags("RequestTag"), ...tags("ResourceTag", "apps") })).toBe("denied");
  expect(can("PutRule", rule, { ...ec2, ...tags("RequestTag", "apps") })).toBe("denied");
  expect(can("PutRule", rule.replace("demo", "other"), { ...ec2, ...tags("RequestTag") })).toBe("denied");
});

it.each([["aws.ec2"], ["aws.health"]])("listens to %s", (source) => {
  expect(can("PutRule", rule, { "events:source": [source], ...tags("ResourceTag") })).toBe("allowed");
});

it("listens to no other source, and not to all of them", () => {
  expect(can("PutRule", rule, { "events:source": ["aws.ec2", "aws.signin"], ...tags("ResourceTag") })).toBe("denied");
  expect(can("PutRule", rule, tags("ResourceTag"))).toBe("denied");
});

it("sends to the stack's own queue and nowhere else", () => {
  const aim = (...targets: readonly string[]) =>
    can("PutTargets", rule, { "events:TargetArn": targets.map(queue), ...tags("ResourceTag") });
  expect(aim("strata-demo-interruptions")).toBe("allowed");
  expect(aim("strata-demo-interruptions", "elsewhere")).toBe("denied");
  expect(can("PutTargets", rule, tags("ResourceTag"))).toBe("denied");
});

it.each(["DeleteRule", "RemoveTargets"])("is for the stack's own rules: %s", (verb) => {
  expect(can(verb, rule, tags("ResourceTag"))).toBe("allowed");
  expect(can(verb, rule, tags("ResourceTag", "app-services"))).toBe("denied");
  expect(can(verb, rule)).toBe("denied");
});

it("takes over no rule by tagging it", () => {
  const requested = { ...tags("RequestTag"), "aws:TagKeys": ["strata:environment", "strata:stack"] };
  expect(can("TagResource", rule, requested)).toBe("allowed");
  expect(can("TagResource", rule, { ...requested, ...tags("ResourceTag", "app-services") })).toBe("denied");
});
