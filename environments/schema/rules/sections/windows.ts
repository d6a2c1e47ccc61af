import { windowsClash } from "../../../../constructs/data/windows";
import { type Breach, sectionRule } from "../section-rule";
import { dailyWindow, weeklyWindow } from "../values/windows";

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html: the windows can't overlap. */
export const windowsApart = sectionRule({
  code: "ENV_WINDOWS",
  states: "the maintenance of a database or cache lies outside of its daily backup",
  needs: ["databases", "caches"],
  breaches: ({ databases, caches }) => [
    ...clashes(
      "databases",
      databases.map(({ backupWindow, maintenanceWindow }) => [backupWindow, maintenanceWindow]),
    ),
    ...clashes(
      "caches",
      caches.map(({ snapshotWindow, maintenanceWindow }) => [snapshotWindow, maintenanceWindow]),
    ),
  ],
});

function clashes(section: string, windows: readonly (readonly [daily: string, weekly: string])[]): readonly Breach[] {
  return windows.flatMap(([daily, weekly], index) =>
    isRight(daily, weekly) && windowsClash(daily, weekly)
      ? [
          {
            path: [section, index, "maintenanceWindow"],
            problem: `it touches the daily backup, which is taken ${daily}`,
            fix: "choose hours that lie apart",
          },
        ]
      : [],
  );
}

/** A window that is wrong in itself has its own finding. */
function isRight(daily: string, weekly: string): boolean {
  return dailyWindow.complaints(daily).length === 0 && weeklyWindow.complaints(weekly).length === 0;
}
