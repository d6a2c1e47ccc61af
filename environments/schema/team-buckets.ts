import { z } from "zod";
import { number } from "./field";
import { owner } from "./owner";
import { slug } from "./primitives";
import { deletedObjects, objectAge } from "./rules/values/storage";

const teamBucket = z.strictObject({
  /** Name of the bucket, by which apps ask for it. */
  name: slug,
  ...owner,
  /** Days that an object can be had back after it was deleted or written over; seven or more in production. @default 30 */
  deletedObjectDays: number(deletedObjects).default(30),
  /** Days after which an object is deleted. @default - it stays */
  expireDays: number(objectAge).optional(),
});

/** Buckets of teams in Amazon S3; those of the platform itself stand under `buckets`. */
export const teamBuckets = z.array(teamBucket).default([]);
