import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { commands } from "../../../cli/commands/commands";
import { dispatch } from "../../../cli/dispatch";
import { bring } from "../../../cli/docs/stale";

const checkout = fs.mkdtempSync(path.join(os.tmpdir(), "strata-pages-"));
const contracts = "docs/reference/contracts.md";
const network = "docs/reference/environment/network.md";
const former = "docs/reference/environment/former.md";
const pages = new Map([
  [contracts, "contracts\n"],
  [network, "network\n"],
]);
const textOf = (file: string) => fs.readFileSync(path.join(checkout, file), "utf8");

beforeAll(() => {
  fs.mkdirSync(path.join(checkout, "docs/reference/environment"), { recursive: true });
  for (const file of [former, "docs/reference/by-hand.md"]) fs.writeFileSync(path.join(checkout, file), "");
  fs.writeFileSync(path.join(checkout, contracts), "older\n");
});
afterAll(() => fs.rmSync(checkout, { recursive: true }));

it("says what is stale, missing and no longer wanted, and changes nothing", () => {
  expect(bring(pages, checkout, true)).toEqual({
    output: `${contracts}: stale\n${network}: stale\n${former}: no longer wanted\nRun npx platform docs, and commit what it writes.\n`,
    exitCode: 2,
  });
  expect(textOf(contracts)).toBe("older\n");
});

it("writes and removes, and leaves pages that are written by hand", () => {
  expect(bring(pages, checkout, false)).toEqual({
    output: `${contracts}: written\n${network}: written\n${former}: removed\n`,
    exitCode: 0,
  });
  expect([contracts, network].map(textOf)).toEqual([...pages.values()]);
  expect(fs.existsSync(path.join(checkout, former))).toBe(false);
  expect(fs.existsSync(path.join(checkout, "docs/reference/by-hand.md"))).toBe(true);
  expect(bring(pages, checkout, true)).toEqual({ output: "The pages are up to date.\n", exitCode: 0 });
});

it("the command takes no argument", async () => {
  expect(await dispatch(commands, ["docs", "commands"], {})).toMatchObject({
    exitCode: 1,
    error: "platform docs: it takes no argument commands; npx platform docs --help shows its usage\n",
  });
});
