import { longestGap } from "../../../../constructs/observability/alerts/longest-gap";
import { entryRule, valueRule } from "../value-rule";
import { wholeNumber } from "./whole-number";

/** First and last value of minute, hour, day of the month, month and day of the week. */
const fields = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;

/**
 * vmware-tanzu/velero 1.18 reads it with robfig/cron's `ParseStandard`; names of days and months are left out here. With
 * more than one a minute's field would begin a backup before the last one is done.
 */
export const backupTime = valueRule<string>({
  code: "ENV_BACKUP_TIME",
  states:
    "a backup's time has the five fields of cron in numbers, and one minute, so that it comes once an hour at most",
  fix: 'write it as in "15 2 * * *", which is every night at 2:15 by UTC',
  allows: isTime,
});

/** Velero takes it, and then waits for ever. */
export const backupComes = valueRule<string>({
  code: "ENV_BACKUP_NEVER",
  states: "a backup's time comes again and again, so it names a day that some month of it has",
  fix: 'name another day or month, as in "15 2 28 * *", or leave them open, as in "15 2 * * *"',
  allows: (value) => !isTime(value) || longestGap(value) > 0,
});

function isTime(value: string): boolean {
  const parts = value.split(" ");
  const [minute = ""] = parts;
  return /^\d+$/.test(minute) && parts.length === fields.length && fields.every((range, at) => fits(parts[at], range));
}

function fits(field = "", [first, last]: readonly [number, number]): boolean {
  return field.split(",").every((part) => {
    const [, from, to, step] = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part) ?? ["", "x"];
    const [low, high] = [Number(from ?? first), Number(to ?? from ?? last)];
    return first <= low && low <= high && high <= last && Number(step ?? 1) >= 1;
  });
}

/** Ten years is no limit of Velero. */
export const backupKept = wholeNumber({
  code: "ENV_BACKUP_KEPT",
  subject: "a backup of the cluster is kept for",
  unit: "days",
  from: 1,
  to: 3650,
  example: 30,
});

export const ownScheduleNames = entryRule<readonly { readonly name: string }[]>({
  code: "ENV_BACKUP_SCHEDULE_REPEATED",
  states: "every schedule of backups has a name of its own",
  fix: "choose another name, or leave this entry out",
  offenders: (schedules) =>
    schedules.flatMap(({ name }, index) =>
      schedules.findIndex((other) => other.name === name) < index ? [index] : [],
    ),
});
