import fs from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "../..");
const page = fs.readFileSync(path.join(root, "docs/security/threat-model.md"), "utf8");
/** Titles may be broken over lines in the page. */
const named = [...page.replace(/\s+/g, " ").matchAll(/`((?:[\w-]+\/)+[\w-]+): ([^`]+)`/g)].map(
  ([, suite = "", title = ""]) => [suite, title] as const,
);

it("names proofs for what it says", () => expect(new Set(named.map(String)).size).toBeGreaterThan(50));

it.each([...new Map(named.map((one) => [String(one), one])).values()])("%s: %s", (suite, title) => {
  const file = path.join(root, "__tests__", `${suite}.test.ts`);
  expect(fs.existsSync(file)).toBe(true);
  const titles = fs.readFileSync(file, "utf8").replace(/\\"/g, '"');
  expect(titles).toContain(title);
});

it("names files that are there", () => {
  const files = [...page.matchAll(/`(__tests__\/[\w/.-]+)`/g)].map(([, file = ""]) => file);
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !fs.existsSync(path.join(root, file)))).toEqual([]);
});
