import { windowsOf } from "../../../constructs/data/windows";

const refused = (backupWindow: string, maintenanceWindow: string) => () =>
  windowsOf("data/orders", { backupWindow, maintenanceWindow });

it("lie apart by default", () => {
  expect(windowsOf("data/orders", {})).toEqual({
    backupWindow: "01:00-02:00",
    maintenanceWindow: "sun:03:00-sun:04:00",
  });
});

it.each([
  ["the same hours", "03:00-04:00", "sun:03:00-sun:04:00"],
  ["a backup that ends inside", "02:30-03:30", "sun:03:00-sun:04:00"],
  ["a backup that runs past midnight", "23:30-00:30", "mon:00:00-mon:01:00"],
  ["the turn of the week", "23:30-00:30", "sun:23:00-mon:00:10"],
  ["a backup inside a long maintenance", "05:00-06:00", "sat:22:00-sun:08:00"],
])("may not meet: %s", (_, backup, maintenance) => {
  expect(refused(backup, maintenance)).toThrow("the maintenance window touches the backup");
});

it.each([
  ["one after the other", "02:00-03:00", "sun:03:00-sun:04:00"],
  ["one before midnight, one after", "22:00-23:00", "mon:00:00-mon:01:00"],
])("may follow: %s", (_, backup, maintenance) => expect(refused(backup, maintenance)).not.toThrow());

it.each([
  ["no day", "01:00-02:00", "03:00-04:00"],
  ["an unknown day", "01:00-02:00", "son:03:00-son:04:00"],
  ["a day where none belongs", "sun:01:00-sun:02:00", "sun:03:00-sun:04:00"],
])("have to be readable: %s", (_, backup, maintenance) => {
  expect(refused(backup, maintenance)).toThrow(
    `data/orders: 1 problem\n  - backupWindow and maintenanceWindow is "${backup}, ${maintenance}": a window is not readable. ` +
      'Fix: give a daily "hh:mm-hh:mm" and a weekly "ddd:hh:mm-ddd:hh:mm" in UTC that lie apart. [DATA_WINDOWS]',
  );
});
