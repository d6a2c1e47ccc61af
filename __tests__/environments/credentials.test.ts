import { environmentNames } from "../../environments/load";
import { validateEnvironment } from "../../environments/schema/validate";
import { findingsOn, linesOf } from "./broken";

/** Shaped like one, and nobody's. */
const credential = "AKIAABCDEFGHIJKLMNOP";

type Path = readonly (string | number)[];

const inputOf = (name: string): object => require(`../../environments/${name}.ts`).default;

function leaves(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === "string") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    return leaves(part, [...path, Array.isArray(value) ? Number(key) : key]);
  });
}

function planted(input: object, path: Path): object {
  const copy = structuredClone(input);
  const parent = path.slice(0, -1).reduce<object>((value, key) => Reflect.get(value, key), copy);
  Reflect.set(parent, path.at(-1) ?? "", credential);
  return copy;
}

// Every text that a user writes, in every section that the three environments have.
it.each(environmentNames())("a credential at any place of %s is refused, and never shown", (name) => {
  const input = inputOf(name);
  const paths = leaves(input);
  expect(paths.length).toBeGreaterThan(40);
  const kept = paths.filter((path) => {
    const lines = linesOf(() => validateEnvironment(planted(input, path), `environments/${name}.ts`));
    return (
      !lines.some((line) => /\[ENV_(CREDENTIAL|SETTING_SECRET_VALUE)\]/.test(line)) || lines.join().includes(credential)
    );
  });
  expect(kept.map((path) => path.join("."))).toEqual([]);
});

it("says what it is and what to do, once, and keeps it to itself", () => {
  expect(findingsOn({ "aws.tags": { owner: credential } })).toEqual([
    "aws.tags.owner: nothing in an environment is a secret, and this looks like a credential. Fix: keep it in Secrets Manager, and write its ARN or name where one is asked for; take this one back from whoever issued it, since it stands in Git. [ENV_CREDENTIAL]",
  ]);
  expect(findingsOn({ "apps.0.settings": { NOTE: credential } })).toHaveLength(1);
});

it("what encloses a credential is not shown either", () => {
  const lines = findingsOn({ teams: { name: credential } });
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join()).not.toContain(credential);
});
