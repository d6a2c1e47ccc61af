import fs from "node:fs";
import path from "node:path";
import { deployerServices } from "../../../constructs/identity/deployer-services";

const page = fs.readFileSync(path.join(__dirname, "../../../docs/reference/service-linked-roles.md"), "utf8");
const rows = page.split("\n").map((line) => line.split("|").map((cell) => cell.replaceAll("`", "").trim()));
const madeBy = new Map(rows.map(([, service = "", , , by = ""]) => [service, by]));

it("the page names every service whose role a stack may have made, and that stack", () => {
  for (const [stack, { linkedRoles }] of Object.entries(deployerServices)) {
    for (const service of linkedRoles) expect([service, madeBy.get(service)]).toEqual([service, stack]);
  }
});

it("the page gives no stack a role that it may not have made", () => {
  const stacks = Object.entries(deployerServices).filter(([stack]) => [...madeBy.values()].includes(stack));
  const claimed = stacks.flatMap(([stack]) => [...madeBy].filter(([, by]) => by === stack).map(([service]) => service));
  expect(claimed.sort()).toEqual(stacks.flatMap(([, { linkedRoles }]) => linkedRoles).sort());
});
