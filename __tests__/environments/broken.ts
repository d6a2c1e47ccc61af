import { ConfigError } from "../../constructs/errors";
import wholeDemo from "../../environments/demo";
import type { Environment } from "../../environments/schema/environment";
import { validateEnvironment } from "../../environments/schema/validate";

/** With web services alone: apps of the other kinds have changes and findings of their own. */
const demo = { ...wholeDemo, apps: wholeDemo.apps?.slice(0, 5) };

/** What to change, by path such as `apps.3.port`; undefined takes the entry away. */
export type Changes = Readonly<Record<string, unknown>>;

/** The demo environment with changes, as an author might have written it. */
export function changed(changes: Changes): object {
  return Object.entries(changes).reduce<object>((input, [path, value]) => set(input, path.split("."), value), demo);
}

export function validated(changes: Changes): Environment {
  return validateEnvironment(changed(changes), "environments/demo.ts");
}

/** The findings on a changed demo environment, a line each; none where it is accepted. */
export function findingsOn(changes: Changes): readonly string[] {
  return linesOf(() => validated(changes));
}

export function linesOf(act: () => unknown): readonly string[] {
  try {
    act();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split("\n  - ").slice(1);
  }
}

function set(target: object, [key = "", ...rest]: readonly string[], value: unknown): object {
  const copy = Array.isArray(target) ? [...target] : { ...target };
  if (rest.length > 0) Reflect.set(copy, key, set(Reflect.get(target, key) ?? {}, rest, value));
  else if (value === undefined) Reflect.deleteProperty(copy, key);
  else Reflect.set(copy, key, value);
  return copy;
}
