import { z } from "zod";
import { number } from "./field";
import { accessLogRetention, deletedBackups } from "./rules/values/storage";

/** The platform's own buckets. */
export const buckets = z
  .strictObject({
    /** Days that a backup can be had back after it was deleted or written over; seven or more in production. @default 30 */
    deletedBackupDays: number(deletedBackups).default(30),
    /** Days that the access logs of load balancers and buckets are kept. @default 365 */
    accessLogRetentionDays: number(accessLogRetention).default(365),
  })
  .prefault({});
