import { z } from "zod";
import { choice, list, number, text } from "./field";
import { owner } from "./owner";
import { slug } from "./primitives";
import { attributeName, indexCount, recoveryDays, tableUnits } from "./rules/values/tables";

/** An attribute that is part of a key: of type text (S), number (N) or binary (B). */
const keyAttribute = z.strictObject({
  /** Name of the attribute. */
  name: text(attributeName),
  /** Text (S), number (N) or binary (B). @default "S" */
  type: choice(["S", "N", "B"]).default("S"),
});

const key = {
  /** Attribute by which items are found. */
  partitionKey: keyAttribute,
  /** Attribute by which items of one partition are ordered. @default - none: one item for each partition key */
  sortKey: keyAttribute.optional(),
};

/** All attributes of an item are in each index. */
const index = z.strictObject({
  /** Name of the index. */
  name: slug,
  ...key,
});

const table = z.strictObject({
  /** Name of the table, by which apps ask for it. */
  name: slug,
  ...owner,
  ...key,
  /** Other keys by which items are found: global secondary indexes. @default - none */
  indexes: list(index, indexCount).default([]),
  /** Attribute with the second (since 1970) after which DynamoDB deletes the item. @default - items stay */
  timeToLive: text(attributeName).optional(),
  /** Reads and writes a second that are paid for ahead, of the table and of each index. @default - what is used is paid for */
  capacity: z
    .strictObject({
      /** Reads of up to 4 KB a second. */
      reads: number(tableUnits),
      /** Writes of up to 1 KB a second. */
      writes: number(tableUnits),
    })
    .optional(),
  /** Days that point-in-time recovery reaches back; seven or more in production. @default 35 */
  recoveryDays: number(recoveryDays).default(35),
  /**
   * While it is on, AWS refuses to delete the table: turn it off in an apply of its own. In production only once no app
   * uses the table. @default true
   */
  deletionProtection: z.boolean().default(true),
});

/** Tables of teams in Amazon DynamoDB. */
export const tables = z.array(table).default([]);
