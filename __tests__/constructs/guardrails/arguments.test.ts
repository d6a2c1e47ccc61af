import fs from "node:fs";
import path from "node:path";
import { retentions } from "../../../constructs/guardrails/data/backup-retention";
import { forces, protections, unprotected } from "../../../constructs/guardrails/data/deletion-protection";
import { encryptedArguments } from "../../../constructs/guardrails/data/encrypted-arguments";
import { backingUp, naming, skipping } from "../../../constructs/guardrails/data/final-snapshot";
import { switches as addresses } from "../../../constructs/guardrails/exposure/public-ip";
import { policies } from "../../../constructs/guardrails/exposure/public-policy";
import { switches as transport } from "../../../constructs/guardrails/exposure/transport-datastores";
import { policies as plain } from "../../../constructs/guardrails/exposure/transport-policies";

/** Terraform types with paths of arguments in them. */
type Named = readonly (readonly [type: string, path: string])[];

const of = (types: readonly string[], ...paths: readonly (string | undefined)[]): Named =>
  types.flatMap((type) => paths.filter((one) => one !== undefined).map((one) => [type, one] as const));
const within = (block: string | undefined, argument: string | undefined) =>
  argument && [block, argument].filter(Boolean).join(".");

const tables: Readonly<Record<string, Named>> = {
  "encryption-at-rest": encryptedArguments.flatMap(({ types, within: block, on, mode, key }) =>
    of(types, block, within(block, on?.[0]), within(block, mode?.[0]), within(block, key)),
  ),
  "backup-retention": retentions.flatMap(({ types, argument }) => of(types, argument)),
  "deletion-protection": [...Object.entries(protections), ...Object.entries(forces), ...of(unprotected, "tags")],
  "final-snapshot": [
    ...of(skipping, "skip_final_snapshot", "final_snapshot_identifier"),
    ...Object.entries(naming),
    ...of(Object.keys(backingUp), "skip_final_backup"),
  ],
  "public-ip": addresses.flatMap(([types, block, argument]) => of(types, within(block, argument))),
  "public-policy": Object.entries(policies),
  "unencrypted-transport": [
    ...transport.flatMap(([types, block, argument]) => of(types, within(block, argument))),
    ...Object.values(plain),
  ],
};

const provider = path.dirname(require.resolve("@cdktf/provider-aws/package.json"));

/** What the provider's binding of a type writes to Terraform: names of arguments, wherever they stand in it. */
function argumentsOf(type: string): ReadonlySet<string> {
  const file = path.join(provider, "lib", type.replace(/^aws_/, "").replaceAll("_", "-"), "index.js");
  const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  return new Set([...text.matchAll(/^\s+(\w+): (?:cdktf\.|\w+ToTerraform\()/gm)].map(([, name]) => String(name)));
}

it.each(Object.entries(tables))("%s names arguments that the provider has", (_, named) => {
  const unknown = named.filter(([type, name]) => {
    const known = argumentsOf(type);
    return name.split(".").some((part) => !known.has(part));
  });
  expect(named.length).toBeGreaterThan(0);
  expect(unknown).toEqual([]);
});
