import { z } from "zod";
import { choice } from "./field";

/** A file system that many pods write to at once. Disks of single pods need none. */
export const fileStorage = z
  .strictObject({
    /** Whether there is one. @default false */
    enabled: z.boolean().default(false),
    /** What is paid for: what is read and written, or room, from which speed follows. @default "elastic" */
    throughput: choice(["elastic", "bursting"]).default("elastic"),
    /** Whether AWS Backup keeps daily copies for 35 days; not to be turned off in production. @default true */
    backups: z.boolean().default(true),
  })
  .prefault({});
