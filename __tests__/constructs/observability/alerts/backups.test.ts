import { backups } from "../../../../constructs/observability/alerts/backups";

const hour = 3600;
const tooOld = (...crons: readonly string[]) =>
  backups(crons.map((cron, index) => ({ name: `plan-${index}`, cron }))).alerts.find(
    ({ name }) => name === "BackupTooOld",
  );
const agesIn = (expr = "") =>
  [...expr.matchAll(/schedule='([\w-]+)'\}\) > (\d+)/g)].map(([, name, age]) => [name, Number(age)]);

it("gives every schedule the time that it leaves between two backups, and half of that", () => {
  const alert = tooOld("15 2 * * *", "45 * * * *", "0 */6 * * *", "0 3 * * 0");
  expect(agesIn(alert?.expr)).toEqual([
    ["velero-plan-0", 36 * hour],
    // At least an hour more, at most twelve.
    ["velero-plan-1", 2 * hour],
    ["velero-plan-2", 9 * hour],
    ["velero-plan-3", (7 * 24 + 12) * hour],
  ]);
  expect(alert?.expr.split(" or ")).toHaveLength(4);
});

it("looks at no age where no backup is due", () => {
  expect(tooOld()).toBeUndefined();
  expect(tooOld("0 3 30 2 *")).toBeUndefined();
  expect(backups([]).alerts.map(({ name }) => name)).toContain("BackupFailed");
});
