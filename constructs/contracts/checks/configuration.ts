import { Tokenization } from "cdktf";
import { deepMerge } from "cdktf/lib/util";
import { type ResolvedElement, type ResolvedStack, resolveIn } from "../../stack/resolved-tree";

const readType = "terraform_remote_state";

/**
 * What will be written of the parts that say where states lie: elements first, then the overrides of the whole stack,
 * merged as CDKTF merges them. Resources, data sources and providers hold no such part and are left out.
 */
export function configurationOf({ stack, elements }: ResolvedStack): unknown {
  const merged = {};
  for (const element of elements) deepMerge(merged, stateFragment(element));
  deepMerge(merged, stack.mergedOverrides);
  return resolveIn(stack, merged, false);
}

/** What an element adds to those parts. */
export function stateFragment({ block, type, name, body }: ResolvedElement): object {
  if (type === readType) return { data: { [readType]: { [name]: body } } };
  return block === "other" ? body : {};
}

export interface StateRead {
  readonly name: string;
  readonly body: unknown;
}

/** Every read of a state, wherever Terraform takes one: in `data`, in a `check`, in an array of blocks. */
export function statesReadIn(value: unknown): readonly StateRead[] {
  return entriesOf(value).flatMap(([key, inner]) =>
    key === readType
      ? entriesOf(inner).flatMap(([name, body]) => [body].flat().map((one) => ({ name, body: one })))
      : statesReadIn(inner),
  );
}

/** The `backend` and `cloud` blocks, each where it stands: more than one block decides where the state lies, or none. */
export function ownStatesIn(value: unknown): readonly object[] {
  return entriesOf(value)
    .filter(([key]) => key === "terraform")
    .flatMap(([, settings]) => entriesOf(settings))
    .filter(([key]) => key === "backend" || key === "cloud")
    .map(([key, block]) => ({ [key]: block }));
}

/** Whether an override of the whole stack reaches a part of the configuration, be it to change, add or remove it. */
export function reaches(key: string, value: unknown, part: readonly string[]): boolean {
  const keys = key.split(".");
  const shared = Math.min(keys.length, part.length);
  if (keys.slice(0, shared).join(".") !== part.slice(0, shared).join(".")) return false;
  let at = value;
  for (const next of part.slice(shared)) {
    // Anything but an object takes the place of all that stood below.
    if (!isObject(at)) return true;
    if (!(next in at)) return false;
    at = at[next];
  }
  return true;
}

/** The override as a configuration of its own. */
export function laidOut(key: string, value: unknown): unknown {
  return key.split(".").reduceRight((inner, name) => ({ [name]: inner }), value);
}

/** Terraform takes an array of objects for one object anywhere in its JSON. */
function entriesOf(value: unknown): readonly [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap(entriesOf);
  return isObject(value) ? Object.entries(value) : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !Tokenization.isResolvable(value);
}
