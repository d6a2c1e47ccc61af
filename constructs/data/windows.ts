import { ConfigError } from "../errors";

/** When AWS may work on a datastore, in UTC. */
export interface DatastoreWindows {
  /** Daily window of backups or snapshots, `hh:mm-hh:mm`, an hour or more. @default "01:00-02:00" */
  readonly backupWindow?: string;
  /** Weekly window of maintenance, `ddd:hh:mm-ddd:hh:mm`, an hour or more. @default "sun:03:00-sun:04:00" */
  readonly maintenanceWindow?: string;
}

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const day = 24 * 60;

/** The windows with their defaults. AWS refuses a maintenance window that touches the daily backup. */
export function windowsOf(path: string, props: DatastoreWindows): Required<DatastoreWindows> {
  const { backupWindow = "01:00-02:00", maintenanceWindow = "sun:03:00-sun:04:00" } = props;
  const both = `${backupWindow}, ${maintenanceWindow}`;
  if (!daily(backupWindow) || !weekly(maintenanceWindow)) throw refusal(path, both, "a window is not readable");
  if (windowsClash(backupWindow, maintenanceWindow)) {
    throw refusal(path, both, "the maintenance window touches the backup");
  }
  return { backupWindow, maintenanceWindow };
}

/** Whether a daily and a weekly window meet; what is not readable meets nothing. */
export function windowsClash(backupWindow: string, maintenanceWindow: string): boolean {
  const [backup, maintenance] = [daily(backupWindow), weekly(maintenanceWindow)];
  if (!backup || !maintenance) return false;
  return days.some((_, index) => overlap(shift(backup, index * day), maintenance));
}

/** Minutes since the week began. */
type Span = readonly [from: number, to: number];

/** Minutes that a span lasts. */
export function lengthOf([from, to]: Span): number {
  return to - from;
}

export function daily(text: string): Span | undefined {
  const match = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text);
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = match.slice(1).map(Number);
  return after(a * 60 + b, c * 60 + d, day);
}

export function weekly(text: string): Span | undefined {
  const match = /^([a-z]{3}):(\d\d):(\d\d)-([a-z]{3}):(\d\d):(\d\d)$/.exec(text);
  if (!match) return undefined;
  const at = (name = "", hours = "", minutes = "") => days.indexOf(name) * day + Number(hours) * 60 + Number(minutes);
  if (!days.includes(match[1] ?? "") || !days.includes(match[4] ?? "")) return undefined;
  return after(at(match[1], match[2], match[3]), at(match[4], match[5], match[6]), 7 * day);
}

/** A window may run past the end of its day or week. */
function after(from: number, to: number, period: number): Span {
  return [from, to > from ? to : to + period];
}

function shift([from, to]: Span, by: number): Span {
  return [from + by, to + by];
}

/** Whether two spans meet, on a week that begins again where it ends. */
function overlap(one: Span, other: Span): boolean {
  return [-7 * day, 0, 7 * day].some((turn) => {
    const [from, to] = shift(one, turn);
    return from < other[1] && other[0] < to;
  });
}

function refusal(place: string, value: string, problem: string): ConfigError {
  return new ConfigError(place, [
    {
      place: "backupWindow and maintenanceWindow",
      value,
      problem,
      fix: 'give a daily "hh:mm-hh:mm" and a weekly "ddd:hh:mm-ddd:hh:mm" in UTC that lie apart',
      code: "DATA_WINDOWS",
    },
  ]);
}
