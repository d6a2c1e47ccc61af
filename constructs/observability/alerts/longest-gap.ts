/** Days that are gone through, by UTC: two of them are the rarest that a schedule can name, the 29th of February. */
const calendar = Array.from({ length: 5 * 366 }, (_, day) => {
  const date = new Date(Date.UTC(2024, 0, 1 + day));
  return { day, dayOfMonth: date.getUTCDate(), month: date.getUTCMonth() + 1, dayOfWeek: date.getUTCDay() };
});

/**
 * Hours between two runs of a schedule at most, such as 24 for "15 2 * * *"; 0 where it never comes twice. Schedules are
 * as the environment takes them for backups: five fields in numbers, of which the first is one minute.
 *
 * Days of the month and of the week add up where both are restricted: robfig/cron, `dayMatches` in spec.go at `v3.0.1`.
 */
export function longestGap(cron: string): number {
  const [, hour = "", dayOfMonth = "", month = "", dayOfWeek = ""] = cron.split(" ");
  const [hours, daysOfMonth, months, daysOfWeek] = [
    valuesOf(hour, 0, 23),
    valuesOf(dayOfMonth, 1, 31),
    valuesOf(month, 1, 12),
    valuesOf(dayOfWeek, 0, 6),
  ];
  const either = !isOpen(dayOfMonth) && !isOpen(dayOfWeek);
  const runsOn = (date: (typeof calendar)[number]) => {
    const [inMonth, inWeek] = [daysOfMonth.includes(date.dayOfMonth), daysOfWeek.includes(date.dayOfWeek)];
    return months.includes(date.month) && (either ? inMonth || inWeek : inMonth && inWeek);
  };
  const runs = calendar.filter(runsOn).flatMap(({ day }) => hours.map((at) => day * 24 + at));
  return runs.slice(1).reduce((longest, run, before) => Math.max(longest, run - (runs[before] ?? run)), 0);
}

/** Whether a field restricts nothing; one with steps of more than one does. */
function isOpen(field: string): boolean {
  return field.split(",").some((part) => /^\*(\/1)?$/.test(part));
}

function valuesOf(field: string, first: number, last: number): readonly number[] {
  const parts = field.split(",");
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return all.filter((value) => parts.some((part) => holds(part, value, first, last)));
}

/** A part is "*", a value or two with a dash between them; "5/10" begins at 5 and has no end. */
function holds(part: string, value: number, first: number, last: number): boolean {
  const [span = "", step] = part.split("/");
  const [low = first, high = step === undefined ? low : last] =
    span === "*" ? [first, last] : span.split("-").map(Number);
  return low <= value && value <= high && (value - low) % Number(step ?? 1) === 0;
}
