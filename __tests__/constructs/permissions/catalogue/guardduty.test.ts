import { namesOf } from "../../../../constructs/names";
import { guardduty } from "../../../../constructs/permissions/catalogue/guardduty";
import type { ResourceView } from "../../../../constructs/permissions/entry";
import { loadEnvironment } from "../../../../environments/load";
import { lintOf, tags, unlimited, verdictOn } from "./storage-needs";

const detector = (id: string) => `arn:aws:guardduty:eu-central-1:111122223333:detector/${id}`;
const made = detector("0123");
const can = (action: string, resource: string, context = {}) =>
  verdictOn(guardduty, { action: `guardduty:${action}`, resource, context });

it("agrees with AWS's service authorization data", async () => expect(await lintOf(guardduty)).toEqual([]));

it("writes on no more than AWS lets nobody narrow", () => {
  expect(unlimited(guardduty)).toEqual({ "guardduty:CreateDetector": true });
});

it("makes a detector in its own name", () => {
  expect(can("CreateDetector", "*", tags("RequestTag"))).toBe("allowed");
  expect(can("CreateDetector", "*", tags("RequestTag", "apps"))).toBe("denied");
});

it.each(["DeleteDetector", "UpdateDetector"])("is for the detector that it made: %s", (verb) => {
  expect(can(verb, made, tags("ResourceTag"))).toBe("allowed");
  expect(can(verb, made, tags("ResourceTag", "apps"))).toBe("denied");
  expect(can(verb, made)).toBe("denied");
});

it("takes over no detector that bears somebody's tags", () => {
  expect(can("TagResource", made, tags("RequestTag"))).toBe("allowed");
  expect(can("TagResource", made, { ...tags("RequestTag"), ...tags("ResourceTag", "apps") })).toBe("denied");
});

describe("of a detector that was there before", () => {
  const view = {
    names: namesOf(loadEnvironment("demo")),
    partition: "aws",
    account: "111122223333",
    text: () => "0123456789abcdef0123456789abcdef",
  } as Partial<ResourceView> as ResourceView;
  const { create, read, update, delete: remove, arn } = guardduty.aws_guardduty_detector_feature ?? fail();
  const exact = [detector("0123456789abcdef0123456789abcdef")];

  it("changes and reads that one, by its name", () => {
    const change = { actions: ["guardduty:UpdateDetector"], resources: exact };
    expect(create(view)[0]).toEqual(change);
    expect(update(view)).toEqual([change]);
    expect(read(view)).toEqual([{ actions: ["guardduty:GetDetector"], resources: exact }]);
    expect(arn(view)).toBe(exact[0]);
  });

  it("leaves its features as they are", () => expect(remove(view)).toEqual([]));
});

function fail(): never {
  throw new Error("no such entry");
}
