import { backupComes, backupTime } from "../../environments/schema/rules/values/backups";
import { type Changes, findingsOn } from "./broken";

type Refusal = readonly [title: string, changes: Changes, findings: readonly string[]];
type Acceptance = readonly [title: string, changes: Changes];

const daily = { name: "daily", cron: "15 2 * * *", retentionDays: 30 };
const timeRule =
  'a backup\'s time has the five fields of cron in numbers, and one minute, so that it comes once an hour at most. Fix: write it as in "15 2 * * *", which is every night at 2:15 by UTC. [ENV_BACKUP_TIME]';

describe("backups", () => {
  it.each<Refusal>([
    [
      "a backup that comes before the last one is done",
      { "backups.schedules": [{ ...daily, cron: "*/5 * * * *" }] },
      [`backups.schedules[0].cron is "*/5 * * * *": ${timeRule}`],
    ],
    [
      "a backup on a day that no year has",
      { "backups.schedules": [{ ...daily, cron: "15 2 30 2 *" }] },
      [
        'backups.schedules[0].cron is "15 2 30 2 *": a backup\'s time comes again and again, so it names a day that some month of it has. Fix: name another day or month, as in "15 2 28 * *", or leave them open, as in "15 2 * * *". [ENV_BACKUP_NEVER]',
      ],
    ],
    [
      "a backup that is gone at once",
      { "backups.schedules": [daily, { ...daily, name: "hourly", retentionDays: 0 }] },
      [
        "backups.schedules[1].retentionDays is 0: a backup of the cluster is kept for 1 to 3650 days, a whole number. Fix: write a number such as 30. [ENV_BACKUP_KEPT]",
      ],
    ],
    [
      "two schedules of one name, of which Helm would keep one",
      { "backups.schedules": [daily, { ...daily, cron: "15 14 * * *" }] },
      [
        'backups.schedules[1] is {"name":"daily","cron":"15 14 * * *","retentionDays":30}: every schedule of backups has a name of its own. Fix: choose another name, or leave this entry out. [ENV_BACKUP_SCHEDULE_REPEATED]',
      ],
    ],
    [
      "production that can go back to yesterday only",
      { "backups.schedules": [{ ...daily, retentionDays: 6 }] },
      [
        'backups.schedules is [{"name":"daily","cron":"15 2 * * *","retentionDays":6}]: in production some backups of the cluster are kept for seven days or more, so that a fault of last week can be undone. Fix: add a schedule with retentionDays: 7 or more, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_CLUSTER_BACKUPS]',
      ],
    ],
    [
      "production without any backup",
      { "backups.schedules": [] },
      [
        "backups.schedules is []: in production some backups of the cluster are kept for seven days or more, so that a fault of last week can be undone. Fix: add a schedule with retentionDays: 7 or more, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_CLUSTER_BACKUPS]",
      ],
    ],
    [
      "a team left out that there is not",
      { "backups.excludedTeams": ["storefrnt"] },
      [
        'backups.excludedTeams[0] is "storefrnt": no team has this name; there are storefront, fulfilment. Fix: write "storefront". [ENV_BACKUP_TEAM]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    [
      "hourly backups beside those that are kept",
      { "backups.schedules": [daily, { name: "hourly", cron: "45 * * * *", retentionDays: 2 }] },
    ],
    ["none where nobody depends on them", { production: false, "backups.schedules": [] }],
    ["teams that keep nothing", { "backups.excludedTeams": ["fulfilment"] }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("a backup's time", () => {
  it.each(["0 0 1 1 0", "59 23 31 12 6", "15 */6 * * 1-5", "5 1,13 * * *", "0 2 1-31/2 * *"])("may be %s", (time) =>
    expect(backupTime.complaints(time)).toEqual([]),
  );

  it.each([
    "@daily",
    "15 2 * *",
    "15 2 * * * *",
    "60 2 * * *",
    "15 24 * * *",
    "15 2 0 * *",
    "15 2 * 13 *",
    "15 2 * * 7",
    "15 2 * * MON",
    "15 5-2 * * *",
    "15 */0 * * *",
    "* 2 * * *",
    "0,30 2 * * *",
    "15  2 * * *",
    "",
  ])("may not be %p", (time) => expect(backupTime.complaints(time)).toHaveLength(1));
});

describe("a backup's day", () => {
  it.each(["0 2 29 2 *", "0 2 31 */2 *", "0 2 30 2 1", "0 2 * * *"])("comes in %s", (time) =>
    expect(backupComes.complaints(time)).toEqual([]),
  );

  it.each(["0 2 30 2 *", "0 2 31 2,4,6,9,11 *", "5 */6 31 4 *"])("never comes in %s", (time) =>
    expect(backupComes.complaints(time)).toHaveLength(1),
  );

  it("is no question where the time is none", () => expect(backupComes.complaints("15 2 30 2")).toEqual([]));
});

describe("mesh", () => {
  it("refuses one that the platform does not have", () => {
    expect(findingsOn({ mesh: { kind: "linkerd" } })).toEqual([
      'mesh.kind is "linkerd": the choices are none, istio-ambient. Fix: write one of them. [ENV_CHOICE]',
    ]);
  });

  it("accepts the one that it has", () => expect(findingsOn({ mesh: { kind: "istio-ambient" } })).toEqual([]));
});
