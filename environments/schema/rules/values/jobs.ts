import { valueRule } from "../value-rule";
import { wholeNumber } from "./whole-number";

/** The fields of cron, with the numbers that each may hold. */
const fields = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
const names = /^(sun|mon|tue|wed|thu|fri|sat|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/i;

/** https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax */
export const schedule = valueRule<string>({
  code: "ENV_SCHEDULE",
  states: "a schedule has the five fields of cron: minute, hour, day of the month, month and day of the week",
  fix: 'write it as in "15 3 * * *", which is every night at a quarter past three',
  allows: (value) => {
    const parts = value.split(" ");
    return parts.length === fields.length && fields.every(([from, to], index) => fits(parts[index] ?? "", from, to));
  },
});

function fits(field: string, from: number, to: number): boolean {
  return field.split(",").every((part) => {
    const [range = "", step, ...more] = part.split("/");
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
    if (range === "*") return true;
    const ends = range.split("-");
    return ends.length <= 2 && ends.every((end) => within(end, from, to)) && !backwards(ends);
  });
}

function within(end: string, from: number, to: number): boolean {
  // Names stand for months and days of the week alone.
  if (names.test(end)) return to === 12 || to === 7;
  return /^\d{1,2}$/.test(end) && Number(end) >= from && Number(end) <= to;
}

function backwards([first = "", last = first]: readonly string[]): boolean {
  return Number(first) > Number(last);
}

/** https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones */
export const timeZone = valueRule<string>({
  code: "ENV_TIME_ZONE",
  states: "a time zone is one of the IANA database, by its full name",
  fix: "write it as in Europe/Berlin, or Etc/UTC",
  allows: (value) => value.includes("/") && isZone(value),
});

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const jobRetries = wholeNumber({
  code: "ENV_JOB_RETRIES",
  subject: "a job is tried again",
  unit: "times",
  from: 0,
  to: 20,
  example: 2,
});

export const jobDeadline = wholeNumber({
  code: "ENV_JOB_DEADLINE",
  subject: "a job has",
  unit: "seconds",
  because: "an apply waits for it, and no run may go on for more than a day",
  from: 10,
  to: 86_400,
  example: 600,
});

export const startingDeadline = wholeNumber({
  code: "ENV_STARTING_DEADLINE",
  subject: "a run may be late by",
  unit: "seconds",
  because: "Kubernetes looks every ten seconds",
  from: 10,
  to: 86_400,
  example: 300,
});

export const jobPods = wholeNumber({
  code: "ENV_JOB_PODS",
  subject: "a job has",
  unit: "pods",
  from: 1,
  to: 1000,
  example: 1,
});

export const jobHistory = wholeNumber({
  code: "ENV_JOB_HISTORY",
  subject: "a scheduled job keeps",
  unit: "ended runs",
  from: 0,
  to: 50,
  example: 3,
});
