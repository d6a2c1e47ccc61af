import { requiredTerraform } from "../../constructs/stack/required-terraform";
import { stackIds } from "../../constructs/stack/stack-id";
import { environmentNames, loadEnvironment } from "../../environments/load";
import { outputOf } from "../support/demo";
import { wholeDemo } from "../support/whole-demo";

/**
 * What the stacks hold is what OpenTofu and Terraform have in common since 1.10. A part that is new here has to be looked
 * up in both before it stands in a list: https://opentofu.org/docs/language/ and
 * https://developer.hashicorp.com/terraform/language
 */
const both = {
  blocks: ["//", "data", "output", "provider", "resource", "terraform"],
  settings: ["backend", "cloud", "required_providers"],
  backends: ["local", "s3"],
  functions: [
    "base64decode",
    "contains",
    "element",
    "join",
    "jsonencode",
    "keys",
    "length",
    "sha256",
    "substr",
    "tolist",
    "tonumber",
    "trimprefix",
    "trimsuffix",
    "try",
  ],
};

/** Only where the environment asks for a token: OpenTofu has it since 1.11, https://opentofu.org/docs/v1.11/intro/whats-new/ */
const ofToken = "ephemeral";

const demo = loadEnvironment("demo");
const tokenDemo = { ...demo, name: "demo", cluster: { ...demo.cluster, login: "token" as const } };
const environments = [...environmentNames().map(loadEnvironment), { ...wholeDemo, name: "demo" }, tokenDemo];
const stacks = environments.flatMap((environment, index) =>
  stackIds.map((id) => {
    const { json } = outputOf(environment)[id];
    const blocks = environment.cluster.login === "token" ? [...both.blocks, ofToken] : both.blocks;
    const name = `${environment.name} (${index}) ${id}`;
    return { name, blocks, json: json as unknown as Readonly<Record<string, object>> };
  }),
);

/** Keys and texts anywhere in it. */
function* within(value: unknown): Generator<{ readonly key: string; readonly text?: string }> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, one] of Object.entries(value)) {
    yield { key, ...(typeof one === "string" && { text: one }) };
    yield* within(one);
  }
}

const called = (text = "") =>
  [...text.matchAll(/\$\{.*/gs)].flatMap(([expression]) =>
    [...expression.matchAll(/(?<![\w.:-])([a-z][a-z0-9_]*(?:::\w+)*)\(/g)].map(([, name]) => name ?? ""),
  );

describe("OpenTofu knows all that the stacks are made of:", () => {
  it.each(stacks)("$name", ({ json, blocks }) => {
    const unknown = (list: readonly string[], value: object = {}) =>
      Object.keys(value).filter((key) => !list.includes(key));
    const { terraform = {} } = json as Record<string, Record<string, object>>;
    expect(unknown(blocks, json)).toEqual([]);
    expect(unknown(both.settings, terraform)).toEqual([]);
    expect(unknown(both.backends, terraform.backend)).toEqual([]);
    const parts = [...within(json)];
    expect(parts.flatMap(({ text }) => called(text)).filter((name) => !both.functions.includes(name))).toEqual([]);
    // Write-only arguments came with 1.11, to both.
    expect([requiredTerraform, parts.filter(({ key }) => /_wo(_version)?$/.test(key))]).toEqual([">=1.10.0", []]);
  });

  it.each(stacks)("$name takes its providers from one registry, whoever runs it", ({ json }) => {
    const { required_providers: providers = {} } = json.terraform as Record<string, Record<string, { source: string }>>;
    for (const [name, { source }] of Object.entries(providers)) {
      expect(source).toBe(`registry.terraform.io/hashicorp/${name}`);
    }
    // Without an entry it would be looked for in the registry of the one that runs.
    const types = Object.keys({ ...json.resource, ...json.data, ...json.ephemeral }).filter(
      (type) => type !== "terraform_remote_state",
    );
    const needed = new Set(types.map((type) => type.split("_")[0] ?? ""));
    expect([...needed].filter((name) => !(name in providers))).toEqual([]);
  });
});
