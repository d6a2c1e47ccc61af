import fs from "node:fs";
import path from "node:path";
import { stackIds } from "../../constructs/stack/stack-id";
import { wanted } from "../cli/hcp/support/run";

const page = fs.readFileSync(path.join(__dirname, "../../docs/operations/hcp-terraform.md"), "utf8");

it("names all that a workspace gets, and where each stack runs", () => {
  const [identity, infrastructure, ...others] = wanted().workspaces;
  for (const name of Object.keys({ ...identity?.variables, ...identity?.tags })) expect(page).toContain(`\`${name}\``);
  expect([identity?.mode, infrastructure?.mode]).toEqual([undefined, "remote"]);
  expect(others.map(({ mode }) => mode)).toEqual(Array(4).fill("agent"));
  expect(stackIds.slice(0, 2).every((stack) => page.includes(`| runs of \`${stack}\` |`))).toBe(true);
});
