import resolution = require("cdktf/lib/tokens/private/resolve");

import { Token } from "cdktf";

type Resolve = typeof resolution.resolve;
type Options = Parameters<Resolve>[1];

/** cdktf's own, also where this file was evaluated before, as it is for every suite of tests. */
const { resolveOfCdktf } = resolution.resolve as Resolve & { resolveOfCdktf?: Resolve };
const original: Resolve = resolveOfCdktf ?? resolution.resolve;

/** What stands in a text, or is one, where cdktf hides a token: the marker of a token, and a number too large for any. */
const hiding = ["TfToken[", "e+"];
const ofMaps: readonly unknown[] = [Token.STRING_MAP_TOKEN_VALUE, Token.ANY_MAP_TOKEN_VALUE];

/**
 * For every text cdktf makes a context, and searches it with four patterns; it asks for a finished stack three times. That
 * was a third of a synthesis. Here only what may hold a token goes to cdktf; plain values are copied as it would copy them.
 */
Object.assign(resolution, {
  resolve: Object.assign((value: unknown, options: Options) => copyOf(value, [...(options.prefix ?? [])], options), {
    resolveOfCdktf: original,
  }),
});

/** `path`: where the value stands, for cdktf's messages. */
function copyOf(value: unknown, path: string[], options: Options): unknown {
  if (typeof value === "string") return isPlain(value) ? value : original(value, { ...options, prefix: [...path] });
  if (value === undefined || value === null || typeof value === "boolean" || isPlainNumber(value)) return value;
  if (path.length < 100 && Array.isArray(value) && !value.some(mayBeListToken)) return listOf(value, path, options);
  if (path.length < 100 && isPlainObject(value)) return objectOf(value, path, options);
  return original(value, { ...options, prefix: [...path] });
}

function listOf(list: readonly unknown[], path: string[], options: Options): readonly unknown[] {
  const copy: unknown[] = [];
  list.forEach((value, index) => {
    path.push(`${index}`);
    const one = copyOf(value, path, options);
    path.pop();
    if (one !== undefined) copy.push(one);
  });
  return copy;
}

function objectOf(object: Readonly<Record<string, unknown>>, path: string[], options: Options): object {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    path.push(key);
    const value = copyOf(object[key], path, options);
    path.pop();
    if (value !== undefined) copy[key] = value;
  }
  return copy;
}

function isPlain(text: string): boolean {
  return !hiding.some((marker) => text.includes(marker)) && !ofMaps.includes(text);
}

/** Tokens in the place of numbers are negative. */
function isPlainNumber(value: unknown): boolean {
  return typeof value === "number" && value >= 0;
}

function mayBeListToken(value: unknown): boolean {
  return typeof value === "string" ? value.includes("#{TfToken[") : typeof value === "number" && !isPlainNumber(value);
}

/** One whose keys are all plain, and that neither is a token nor a construct. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return !("resolve" in value) && Object.keys(value).every(isPlain);
}
