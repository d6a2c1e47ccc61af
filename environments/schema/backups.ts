import { z } from "zod";
import { list, number, text } from "./field";
import { slug } from "./primitives";
import { backupComes, backupKept, backupTime, ownScheduleNames } from "./rules/values/backups";
import { distinct } from "./rules/values/distinct";

const schedule = z.strictObject({
  /** Part of the names of its backups, such as `velero-daily-20261128021500`. */
  name: slug,
  /** In the five fields of cron, by UTC, once an hour at most. */
  cron: text(backupTime, backupComes),
  /** Days after which a backup and its snapshots are deleted. */
  retentionDays: number(backupKept),
});

/** Backups of what the teams' namespaces hold, with snapshots of their volumes. Databases have their own. */
export const backups = z
  .strictObject({
    /**
     * When, and how long they are kept; seven days or more in production.
     * @default - every night at 2:15, kept for 30 days
     */
    schedules: list(schedule, ownScheduleNames).default([{ name: "daily", cron: "15 2 * * *", retentionDays: 30 }]),
    /** Names of teams whose namespaces are not saved. @default - none */
    excludedTeams: list(text(), distinct).default([]),
  })
  .prefault({});
