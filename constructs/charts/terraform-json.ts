import { Fn, Token } from "cdktf";

/** What JSON knows. Texts, numbers, lists and maps may be CDKTF tokens; texts may hold such among other words. */
export type Json =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Json[]
  | { readonly [key: string]: Json }
  | object;

/**
 * A value as JSON text that Terraform completes: what is plain stands there as it is, over several lines so that a plan
 * shows a change by its line, and tokens are encoded by Terraform once it knows them. Members that are undefined are
 * left out.
 *
 * In place of `Fn.jsonencode`, which in cdktf 0.21 escapes neither a double quote nor a backslash of a plain string,
 * nor `%{`: policies, queries and programs have all three.
 *
 * @throws Error when a token is the key of a map: cdktf could not encode it
 */
export function terraformJson(value: Json, indent = ""): string {
  if (typeof value === "string") return text(value);
  if (Token.isUnresolved(value)) return Token.asString(Fn.jsonencode(value));
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  const inner = `${indent}  `;
  return Array.isArray(value)
    ? enclosed("[]", elements(value, inner), indent)
    : enclosed("{}", members(value as Readonly<Record<string, Json>>, inner), indent);
}

function elements(list: readonly Json[], indent: string): readonly string[] {
  return list.map((item) => terraformJson(item, indent));
}

function members(map: Readonly<Record<string, Json>>, indent: string): readonly string[] {
  return Object.entries(map)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => {
      if (Token.isUnresolved(key)) throw new Error("the key of a map is known to Terraform only");
      return `${plain(key)}: ${terraformJson(member, indent)}`;
    });
}

function enclosed(brackets: "[]" | "{}", parts: readonly string[], indent: string): string {
  if (parts.length === 0) return brackets;
  const lines = parts.map((part) => `${indent}  ${part}`).join(",\n");
  return `${brackets[0]}\n${lines}\n${indent}${brackets[1]}`;
}

/** How cdktf marks a token in a text. */
const marker = /(\$\{TfToken\[[^\]]+\]\})/;

function text(value: string): string {
  const pieces = value.split(marker).filter((piece) => piece !== "");
  const [first = "", ...others] = pieces;
  if (others.length === 0 && marker.test(first)) return Token.asString(Fn.jsonencode(first));
  return `"${pieces.map((piece) => (marker.test(piece) ? withinText(piece) : plain(piece).slice(1, -1))).join("")}"`;
}

/** Encoded as a text, without its quotes. `trimsuffix` takes one away, so that a last quote of the text itself stays. */
function withinText(token: string): string {
  const quote = Fn.rawString('"');
  return Token.asString(Fn.trimsuffix(Fn.trimprefix(Fn.jsonencode(token), quote), quote));
}

/** JSON of a plain text, without what Terraform would take for a template. */
function plain(value: string): string {
  return JSON.stringify(value).replaceAll("${", "\\u0024{").replaceAll("%{", "\\u0025{");
}
