import { longestGap } from "../../../../constructs/observability/alerts/longest-gap";

const day = 24;

it.each([
  ["every hour", "45 * * * *", 1],
  ["every six hours", "0 */6 * * *", 6],
  ["in working hours", "0 8-18/2 * * *", 14],
  ["at two hours", "30 1,13 * * *", 12],
  ["from an hour on", "0 20/2 * * *", 22],
  ["every night", "15 2 * * *", day],
  ["on working days", "15 2 * * 1-5", 3 * day],
  ["every Sunday", "0 3 * * 0", 7 * day],
  ["on the first of each month", "0 3 1 * *", 31 * day],
  ["on the last of long months", "0 3 31 * *", 61 * day],
  ["once a year", "0 3 1 1 *", 366 * day],
  ["on leap days", "0 3 29 2 *", (3 * 365 + 366) * day],
])("%s: %s", (_, cron, hours) => expect(longestGap(cron)).toBe(hours));

it("takes days of the month and of the week together, unless one of them is left open", () => {
  expect(longestGap("0 3 15 * 0")).toBe(7 * day);
  expect(longestGap("0 3 */1 * 0")).toBe(7 * day);
  // Every second day is a restriction, too: of odd days and Sundays three follow without a gap.
  expect(longestGap("0 3 */2 * 0")).toBe(2 * day);
});

it("is none where a day never comes", () => expect(longestGap("0 3 30 2 *")).toBe(0));
