import { kms } from "../../../../constructs/permissions/catalogue/kms";
import { applyOf, lintOf, notGranted, tags, tried, unlimited, unreasoned, verdict } from "./platform-needs";

const own = "managed-infrastructure";
const key = "arn:aws:kms:eu-central-1:111122223333:key/1";
const alias = (name: string) => `arn:aws:kms:eu-central-1:111122223333:alias/${name}`;
const can = (action: string, resource: string, context = {}) => verdict(applyOf(own), { action, resource, context });

it("grants every call that the provider was seen making", () => {
  expect(tried(kms)).toEqual(Object.keys(kms));
  expect(notGranted(kms)).toEqual([]);
});

it("agrees with AWS's service authorization data", async () => expect(await lintOf(kms)).toEqual([]));

it("writes without a resource only where KMS knows none", () => {
  expect(unlimited(kms)).toEqual(["kms:CreateKey"]);
  expect(unreasoned(kms)).toEqual(["kms:ListAliases"]);
});

it("uses no key: neither what it encrypts nor grants on it", () => {
  const actions = applyOf(own).flatMap((grant) => grant.actions);
  for (const use of ["CreateGrant", "Decrypt", "Encrypt", "GenerateDataKey", "ReEncryptFrom", "ReEncryptTo"]) {
    expect(actions).not.toContain(`kms:${use}`);
  }
});

it.each(["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKeyRotation"])(
  "changes its own keys: %s",
  (action) => {
    expect(can(action, key, tags("ResourceTag", own))).toBe("allowed");
    expect(can(action, key, tags("ResourceTag", own, "prod"))).toBe("denied");
    expect(can(action, key, tags("ResourceTag", "apps"))).toBe("denied");
    expect(can(action, key)).toBe("denied");
  },
);

describe.each(["kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"])("%s", (action) => {
  it("is for the aliases that are declared, each by its name", () => {
    expect(can(action, alias("strata/demo/logs"))).toBe("allowed");
    for (const name of ["strata/demo/state/apps", "strata/demo/other", "strata/prod/logs", "strata/demo/logs2"]) {
      expect(can(action, alias(name))).toBe("denied");
    }
  });

  it("is for the stack's own keys, so that no alias leads to another's", () => {
    expect(can(action, key, tags("ResourceTag", own))).toBe("allowed");
    expect(can(action, key, tags("ResourceTag", "apps"))).toBe("denied");
    expect(can(action, key, { "kms:ResourceAliases": ["alias/strata/demo/logs"] })).toBe("denied");
  });
});

describe("tags", () => {
  const requested = { ...tags("RequestTag", own), "aws:TagKeys": ["strata:environment", "strata:stack"] };

  it("are given to a new key", () => expect(can("kms:TagResource", key, requested)).toBe("allowed"));

  it("make no key the stack's own that has an alias or is another's", () => {
    const aliased = { "kms:ResourceAliases": ["alias/strata/demo/state/apps"] };
    expect(can("kms:TagResource", key, { ...requested, ...aliased })).toBe("denied");
    expect(can("kms:TagResource", key, { ...requested, ...tags("ResourceTag", "apps") })).toBe("denied");
    expect(can("kms:TagResource", key, { ...requested, ...tags("ResourceTag", own) })).toBe("denied");
    expect(can("kms:UntagResource", key, { ...tags("ResourceTag", own), "aws:TagKeys": ["owner"] })).toBe("allowed");
  });
});
