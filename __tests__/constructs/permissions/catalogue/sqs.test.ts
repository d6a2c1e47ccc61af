import { sqs } from "../../../../constructs/permissions/catalogue/sqs";
import { operations } from "../../../../constructs/permissions/entry";
import { grantsOf, lintOf, notGranted, tags, verdictOn } from "./messaging-needs";

const arn = (name: string) => `arn:aws:sqs:eu-central-1:111122223333:${name}`;
const queue = arn("strata-demo-interruptions");
const can = (action: string, resource: string, context = {}) =>
  verdictOn(sqs, { action: `sqs:${action}`, resource, context });

it("grants every call that the provider was seen making", () => expect(notGranted(sqs)).toEqual([]));

it("agrees with AWS's service authorization data", async () => expect(await lintOf(sqs)).toEqual([]));

it("makes a queue in its own name", () => {
  expect(can("CreateQueue", queue, tags("RequestTag"))).toBe("allowed");
  expect(can("CreateQueue", queue, tags("RequestTag", "apps"))).toBe("denied");
  expect(can("CreateQueue", arn("other"), tags("RequestTag"))).toBe("denied");
});

it.each(["DeleteQueue", "SetQueueAttributes"])("is for the stack's own queues: %s", (verb) => {
  expect(can(verb, queue, tags("ResourceTag"))).toBe("allowed");
  expect(can(verb, queue, tags("ResourceTag", "app-services"))).toBe("denied");
  expect(can(verb, queue, tags("ResourceTag", "cluster-services", "other"))).toBe("denied");
  expect(can(verb, queue)).toBe("denied");
});

it("takes over no queue by tagging it", () => {
  const requested = { ...tags("RequestTag"), "aws:TagKeys": ["strata:environment", "strata:stack"] };
  expect(can("TagQueue", queue, requested)).toBe("allowed");
  expect(can("TagQueue", queue, { ...requested, ...tags("ResourceTag", "app-services") })).toBe("denied");
});

it("does nothing with messages, and lets nobody in beside the policy", () => {
  const actions = grantsOf(sqs, ...operations).flatMap((one) => one.actions);
  expect(actions.filter((action) => /Message|Purge|Permission/.test(action))).toEqual([]);
});
