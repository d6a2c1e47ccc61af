import fs from "node:fs";
import path from "node:path";
import { elsewhereItems } from "./cis-eks/elsewhere";
import { metItems } from "./cis-eks/met";
import { cisEksPage } from "./cis-eks/page";

const root = path.join(__dirname, "../..");
const textOf = (file: string) => fs.readFileSync(path.join(root, file), "utf8");
const ids = [...metItems, ...elsewhereItems].map(({ id }) => id);

/** How many items each section of version 1.8 has. */
const sections = {
  "2.1": 2,
  "3.1": 4,
  "3.2": 9,
  "4.1": 12,
  "4.2": 5,
  "4.3": 2,
  "4.4": 2,
  "4.5": 2,
  "5.1": 4,
  "5.2": 1,
  "5.3": 1,
  "5.4": 5,
  "5.5": 1,
};

it("the page says what the tables say", () => {
  expect(textOf("docs/security/cis-eks.md")).toBe(cisEksPage());
});

it("knows every item of the benchmark, once", () => {
  const all = Object.entries(sections).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
  );
  expect([...ids].sort()).toEqual(all.sort());
});

it.each(metItems.map((item) => [item.id, item] as const))("%s names constructs and tests that exist", (_, item) => {
  expect(item.constructs.filter((file) => !fs.existsSync(path.join(root, file)))).toEqual([]);
  const tests = Object.entries(item.tests).flatMap(([file, titles]) => titles.map((title) => ({ file, title })));
  expect(tests.length).toBeGreaterThan(0);
  // A title stands in quotes after `it(` or after the cases of an `it.each`.
  expect(tests.filter(({ file, title }) => !textOf(file).includes(`"${title}"`))).toEqual([]);
});
