import { daily, lengthOf, weekly } from "../../../../constructs/data/windows";
import { valueRule } from "../value-rule";

const hour = 60;
const day = 24 * hour;

/** ElastiCache asks for an hour, RDS for half of one: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html */
export const dailyWindow = valueRule<string>({
  code: "ENV_DAILY_WINDOW",
  states: "a daily window is hh:mm-hh:mm in UTC and lasts an hour or more",
  fix: 'write it as in "01:00-02:00"',
  allows: (value) => {
    const span = daily(value);
    return (
      span !== undefined && /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/.test(value) && lengthOf(span) >= hour
    );
  },
});

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/maintenance-window.html: an hour to a day. */
export const weeklyWindow = valueRule<string>({
  code: "ENV_WEEKLY_WINDOW",
  states: "a weekly window is ddd:hh:mm-ddd:hh:mm in UTC and lasts an hour to a day",
  fix: 'write it as in "sun:03:00-sun:04:00"',
  allows: (value) => {
    const span = weekly(value);
    const readable = /^[a-z]{3}:([01]\d|2[0-3]):[0-5]\d-[a-z]{3}:([01]\d|2[0-3]):[0-5]\d$/.test(value);
    return span !== undefined && readable && lengthOf(span) >= hour && lengthOf(span) <= day;
  },
});
