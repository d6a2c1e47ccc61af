import { s3 } from "../../../../constructs/permissions/catalogue/s3";
import { operations } from "../../../../constructs/permissions/entry";
import { actionsOf, lintOf, notGranted, unlimited, verdictOn } from "./storage-needs";

const bucket = (name: string) => `arn:aws:s3:::${name}`;
const can = (action: string, name: string) => verdictOn(s3, { action: `s3:${action}`, resource: bucket(name) });

it("grants every call that the provider was seen making", () => expect(notGranted(s3)).toEqual([]));

it("agrees with AWS's service authorization data", async () => expect(await lintOf(s3)).toEqual([]));

it("writes on nothing but buckets by their exact names", () => {
  expect(unlimited(s3)).toEqual({});
  for (const action of ["CreateBucket", "DeleteBucket", "PutBucketPolicy", "PutBucketVersioning", "TagResource"]) {
    expect(can(action, "strata-demo-111122223333-backups")).toBe("allowed");
    for (const foreign of ["strata-demo-111122223333-identity", "strata-demo-111122223333-backups2", "other"]) {
      expect(can(action, foreign)).toBe("denied");
    }
  }
});

it("does nothing to what is in a bucket, and reads none of it", () => {
  const object = /Object(?!LockConfiguration)|Multipart|Version(?!ing)|Bypass|Restore/;
  expect(actionsOf(s3, ...operations).filter((action) => object.test(action))).toEqual([]);
});

it("reads settings alone", () => {
  expect(actionsOf(s3, "read").filter((action) => !/^s3:(Get|List)/.test(action))).toEqual([]);
});
