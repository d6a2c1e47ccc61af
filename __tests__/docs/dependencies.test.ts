import fs from "node:fs";
import path from "node:path";
import { dependencies, devDependencies } from "../../package.json";

const page = fs.readFileSync(path.join(__dirname, "../../docs/reference/dependencies.md"), "utf8");
const rows = page.split("\n").filter((line) => line.startsWith("| `"));

/** What stands in code in a column of every row. */
function named(column: number): readonly string[] {
  return rows.flatMap((row) => [...(row.split("|")[column] ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name));
}

it("says of every package, once, what it is for", () => {
  expect(named(1).toSorted()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).toSorted());
  expect(rows.filter((row) => (row.split("|")[2] ?? "").trim() === "")).toEqual([]);
});
