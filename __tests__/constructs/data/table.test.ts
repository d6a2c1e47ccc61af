import { Table, type TableProps } from "../../../constructs/data/table";
import { synthesize } from "../../support/synthesize";

const props: TableProps = {
  name: "strata-test-reviews",
  partitionKey: { name: "productId", type: "S" },
  keyArn: "arn:aws:kms:eu-central-1:111122223333:key/tables",
  tags: { "strata:team": "storefront" },
};
const table = (changes: Partial<TableProps> = {}) =>
  synthesize((stack) => void new Table(stack, "reviews", { ...props, ...changes })).only("aws_dynamodb_table");

it("is encrypted under the platform's key, recoverable and protected, and pays for what is used", () => {
  expect(table()).toMatchObject({
    name: "strata-test-reviews",
    server_side_encryption: { enabled: true, kms_key_arn: props.keyArn },
    point_in_time_recovery: { enabled: true, recovery_period_in_days: 35 },
    deletion_protection_enabled: true,
    billing_mode: "PAY_PER_REQUEST",
    tags: { "strata:team": "storefront" },
  });
});

it("loses its protection by its own setting alone", () => {
  expect(table({ deletionProtection: false })).toMatchObject({
    deletion_protection_enabled: false,
    point_in_time_recovery: { enabled: true },
  });
});

it("declares the attributes of all keys, each once, and no others", () => {
  const indexed = table({
    sortKey: { name: "writtenAt", type: "N" },
    indexes: [
      { name: "by-author", partitionKey: { name: "authorId", type: "S" }, sortKey: { name: "writtenAt", type: "N" } },
      { name: "by-product", partitionKey: { name: "productId", type: "S" } },
    ],
    timeToLive: "expiresAt",
  });
  expect(indexed.attribute).toEqual([
    { name: "productId", type: "S" },
    { name: "writtenAt", type: "N" },
    { name: "authorId", type: "S" },
  ]);
  expect(indexed).toMatchObject({ hash_key: "productId", range_key: "writtenAt" });
  expect(indexed.global_secondary_index).toEqual([
    { name: "by-author", hash_key: "authorId", range_key: "writtenAt", projection_type: "ALL" },
    { name: "by-product", hash_key: "productId", projection_type: "ALL" },
  ]);
  expect(indexed.ttl).toEqual({ enabled: true, attribute_name: "expiresAt" });
});

it("deletes no item by age unless told by which attribute", () => expect(table()).not.toHaveProperty("ttl"));

it("has the capacity that is paid for ahead, its indexes too", () => {
  const provisioned = table({
    capacity: { reads: 20, writes: 10 },
    indexes: [{ name: "by-author", partitionKey: { name: "authorId", type: "S" } }],
  });
  expect(provisioned).toMatchObject({ billing_mode: "PROVISIONED", read_capacity: 20, write_capacity: 10 });
  expect(provisioned.global_secondary_index[0]).toMatchObject({ read_capacity: 20, write_capacity: 10 });
});
