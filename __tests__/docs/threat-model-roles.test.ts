import fs from "node:fs";
import path from "node:path";
import { environmentNames } from "../../environments/load";
import { environmentOutput, outputOf } from "../support/demo";
import { wholeDemoWithPrometheus } from "../support/whole-demo";

const page = fs.readFileSync(path.join(__dirname, "../../docs/security/threat-model.md"), "utf8");
const [, section = ""] = page.split("## Every role, and where it stands above");
const rows = section.split("\n").filter((line) => line.startsWith("| `"));
const patterns = rows.flatMap((row) =>
  [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
);

const outputs = [...environmentNames().map(environmentOutput), outputOf(wholeDemoWithPrometheus)];
/** Names of all roles, without what tells the environment. */
const roles = outputs.flatMap(({ identity }) =>
  Object.values(identity.all("aws_iam_role")).map(({ name }) =>
    String(name).replace(/^strata-(?:demo|example-s3|example-hcp)-/, ""),
  ),
);

const isLike = (pattern: string, role: string) => new RegExp(`^${pattern.replace("*", ".+")}$`).test(role);

/** The patterns for a role: its own name alone, where that is one of them, as of a stack that is called like an app. */
const rowsOf = (role: string) =>
  patterns.filter((pattern) => (patterns.includes(role) ? pattern === role : isLike(pattern, role)));

it("says of every role, once, where it stands in the threat model", () => {
  expect(new Set(roles).size).toBeGreaterThan(60);
  expect([...new Set(roles)].filter((role) => rowsOf(role).length !== 1)).toEqual([]);
});

it("names no role that there is none of", () => {
  expect(patterns.filter((pattern) => !roles.some((role) => rowsOf(role).includes(pattern)))).toEqual([]);
});
