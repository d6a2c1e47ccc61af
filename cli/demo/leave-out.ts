import { CommandError } from "../command";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
type Block = Readonly<Record<string, Json>>;

/** The parts of a synthesized stack that leaving something out changes. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly provider?: Readonly<Record<string, Json>>;
  readonly terraform: { readonly required_providers?: Readonly<Record<string, Json>>; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/**
 * A stack without the resources of some types, and without the providers that then have nothing to make. What refers to
 * them gets what they declare: a namespace that nobody makes has a name all the same. Terraform's own `-target` can't do
 * it for a stack that was never applied: it leaves out outputs that rest on no resource, such as a contract's version.
 */
export function leaveOut(stack: StackJson, leftOut: (type: string) => boolean): StackJson {
  const { resource = {}, provider = {}, terraform, ...rest } = stack;
  const kept = Object.entries(resource).filter(([type]) => !leftOut(type));
  const used = new Set(kept.map(([type]) => (type.split("_")[0] === "helm" ? "helm" : type.split("_")[0])));
  const ofUsed = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => name === "aws" || used.has(name)));
  const resolve = (json: Json, place: string) => withoutReferences(json, { resource, leftOut, place });
  const others = Object.entries(rest).map(([name, json]) => [name, resolve(json as Json, name)]);
  return {
    ...Object.fromEntries(others),
    terraform: { ...terraform, required_providers: ofUsed(terraform.required_providers ?? {}) },
    provider: ofUsed(provider),
    resource: Object.fromEntries(kept.map(([type, blocks]) => [type, resolve(blocks as Json, type)])),
  } as StackJson;
}

interface Left {
  readonly resource: NonNullable<StackJson["resource"]>;
  readonly leftOut: (type: string) => boolean;
  /** Where in the stack, for messages. */
  readonly place: string;
}

const address = /^([a-z][a-z0-9_]*)\.([\w-]+)$/;
const reference = /\$\{([a-z][a-z0-9_]*)\.([\w-]+)((?:\.[a-z_]+|\[\d+\])+)\}/g;

function withoutReferences(json: Json, left: Left): Json {
  if (typeof json === "string") return resolvedText(json, left);
  if (json === null || typeof json !== "object") return json;
  if (Array.isArray(json)) {
    return json.filter((item) => !isLeftOut(item, left)).map((item) => withoutReferences(item, left));
  }
  const entries = Object.entries(json as Record<string, Json>);
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutReferences(value, left)]));
}

/** Whether this is the bare address of something left out, as in `depends_on`. */
function isLeftOut(item: Json, { resource, leftOut }: Left): boolean {
  const [, type = "", name = ""] = (typeof item === "string" && address.exec(item)) || [];
  return leftOut(type) && resource[type]?.[name] !== undefined;
}

function resolvedText(text: string, { resource, leftOut, place }: Left): string {
  return text.replace(reference, (whole, type: string, name: string, path: string) => {
    const found = leftOut(type) ? resource[type]?.[name] : undefined;
    if (!found) return whole;
    const value = valueAt(found, path);
    if (typeof value === "string") return value;
    throw new CommandError(
      `platform demo: ${place} needs ${type}.${name}${path}, of what the emulator can't make; choose another environment, as in ENVIRONMENT=demo npm run demo`,
    );
  });
}

/** Blocks that may stand once only are no lists in a synthesized stack. */
function valueAt(block: Block, path: string): Json | undefined {
  const keys = [...path.matchAll(/\.([a-z_]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
  return keys.reduce<Json | undefined>((value, key) => {
    if (typeof key === "number") return Array.isArray(value) ? value[key] : value;
    return value !== null && typeof value === "object" ? (value as Record<string, Json>)[key] : undefined;
  }, block as Json);
}
