import fs from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { z } from "zod";
import { commands } from "../../cli/commands/commands";
import { npmScripts } from "../../cli/docs/commands/npm-scripts";
import { describedConstructs } from "../../cli/docs/constructs/pages";
import { contracts } from "../../cli/docs/contracts-page";
import { fieldsOf } from "../../cli/docs/environment/fields";
import { environmentFields } from "../../cli/docs/environment/pages";
import { pages } from "../../cli/docs/pages";
import { staleIn } from "../../cli/docs/stale";
import { startUsage } from "../../cli/start-usage";
import { rules } from "../../constructs/guardrails/registry";
import { scripts } from "../../package.json";
import versions from "../../stacks/contract-versions.json";

const root = path.join(__dirname, "../..");
const written = pages();
const textOf = (page: string) => written.get(`docs/reference/${page}`) ?? "";
const fields = [...environmentFields().values()].flat();

it("the pages in docs/reference are the current ones: npx platform docs", () => {
  expect([...staleIn(written, root).keys()]).toEqual([]);
});

describe("the environment", () => {
  it("says of every field what it is", () => {
    expect(fields.length).toBeGreaterThan(400);
    expect(fields.filter(({ meaning }) => meaning === "").map((field) => field.path)).toEqual([]);
  });

  it("would see a field that says nothing", () => {
    const schema = z.strictObject({ plain: z.string(), choice: z.enum(["a", "b"]).optional() });
    const found = fieldsOf("section", schema, { schema: undefined, comments: [{ text: "A section." }] });
    expect(found.map((field) => [field.path, field.meaning])).toEqual([
      ["section", "A section."],
      ["section.plain", ""],
      ["section.choice", ""],
    ]);
  });

  it("tells the defaults that the schema fills in", () => {
    const told = fields.filter(({ default: value, filledIn }) => filledIn !== undefined && !value?.startsWith("- "));
    expect(told.length).toBeGreaterThan(100);
    const meant = (value = "") => JSON.stringify(runInNewContext(`(${value.split(" - ")[0]})`));
    expect(told.filter((one) => meant(one.default) !== JSON.stringify(one.filledIn)).map((one) => one.path)).toEqual(
      [],
    );
  });

  it("tells a field of some members of a choice from the others'", () => {
    const cidrs = fields.filter((field) => field.path === "network.cidr");
    expect(cidrs.map(({ conditions }) => conditions)).toEqual([
      [{ field: "network.source", values: ["create"] }],
      [{ field: "network.source", values: ["existing"] }],
    ]);
    expect(fields.find((field) => field.path === "apps[].schedule")?.conditions).toEqual([
      { field: "apps[].kind", values: ["scheduled-job"] },
    ]);
  });

  it("names every rule that there is, by its code", () => {
    const sources = fs
      .readdirSync(path.join(root, "environments/schema/rules"), { recursive: true, encoding: "utf8" })
      .filter((file) => /^(values|sections)\/.*\.ts$/.test(file))
      .map((file) => fs.readFileSync(path.join(root, "environments/schema/rules", file), "utf8"));
    const codes = new Set(sources.flatMap((text) => [...text.matchAll(/"(ENV_[A-Z_]+)"/g)].map(([, code]) => code)));
    const all = [...written].flatMap(([file, text]) => (file.includes("/environment/") ? [text] : [])).join("\n");
    expect(codes.size).toBeGreaterThan(150);
    expect([...codes].filter((code) => !all.includes(`\`${code}\``))).toEqual([]);
  });
});

describe("commands", () => {
  it.each(commands.map((command) => [command.name, command] as const))(
    "%s tells all of its options",
    (name, command) => {
      const { options, help } = command;
      const told = new Set(help.match(/(?<=^ *)--[a-z-]+/gm));
      expect([...told].sort()).toEqual(
        Object.keys(options)
          .map((option) => `--${option}`)
          .sort(),
      );
      expect(textOf("commands.md")).toContain(`### npx platform ${name}\n\n\`\`\`text\n${help.trimEnd()}\n`);
    },
  );

  it("npm start tells the options that it takes", () => {
    const source = fs.readFileSync(path.join(root, "cli/start.ts"), "utf8");
    const taken = new Set(source.match(/"--[a-z-]+"/g)?.map((one) => one.slice(1, -1)));
    expect(new Set(startUsage.match(/(?<=^ *)--[a-z-]+/gm))).toEqual(taken);
    expect(textOf("commands.md")).toContain(startUsage);
  });

  it("every npm script says what it is for", () => {
    expect(Object.keys(npmScripts).sort()).toEqual(Object.keys(scripts).sort());
  });
});

it("every field of the latest version of each contract is told, with what it is", () => {
  expect(contracts.map(({ stack }) => stack)).toEqual(Object.keys(versions));
  for (const { stack, version, fields: own } of contracts) {
    const released: Readonly<Record<string, object>> = versions[stack as keyof typeof versions];
    const section = textOf("contracts.md").split(`## \`${stack}\``)[1]?.split("\n## ")[0] ?? "";
    for (const name of Object.keys(released[version] ?? {})) expect(section).toContain(`| \`${name}\` |`);
    expect(Object.values(own).filter(({ meaning }) => meaning === "")).toEqual([]);
  }
});

it("every guardrail is told", () => {
  expect(rules.filter(({ id }) => !textOf("guardrails.md").includes(`| \`${id}\` |`))).toEqual([]);
});

it("every construct that is used on its own says what it is and what it takes", () => {
  const constructs = [...describedConstructs().values()].flat();
  expect(constructs.length).toBeGreaterThan(25);
  expect(constructs.filter(({ meaning, props }) => meaning === "" || props.length === 0)).toEqual([]);
});
