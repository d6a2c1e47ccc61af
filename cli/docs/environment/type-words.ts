import type { z } from "zod";

type Schema = z.core.$ZodType;

interface Parts {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly entries?: Readonly<Record<string, string>>;
  readonly out?: Schema;
}

const partsOf = (schema: Schema) => schema._zod.def as unknown as Parts;

const names: Readonly<Record<string, string>> = { string: "text", number: "number", boolean: "`true`, `false`" };

/** What an author writes for a schema, in words. */
export function typeOf(schema: Schema): string {
  const { type, shape, innerType, element, valueType, entries, out } = partsOf(schema);
  if (type === "enum") return choices(Object.values(entries ?? {}));
  if (element) return `list of ${plural(typeOf(element))}`;
  if (valueType) return `${plural(typeOf(valueType))} by name`;
  if (innerType) return type === "nullable" ? `${typeOf(innerType)}, or \`null\`` : typeOf(innerType);
  if (shape && isChoiceOfKeys(schema)) return keysOf(shape);
  if (out) return typeOf(out);
  return names[type] ?? "object";
}

/** Whether an object has several keys, all for the same few words: then it reads as these words by key. */
export function isChoiceOfKeys(schema: Schema): boolean {
  const types = Object.values(partsOf(schema).shape ?? {}).map(typeOf);
  return types.length > 1 && types[0]?.startsWith('`"') === true && new Set(types).size === 1;
}

function keysOf(shape: Readonly<Record<string, Schema>>): string {
  const [type = ""] = Object.values(shape).map(typeOf);
  const keys = Object.keys(shape).map((key) => `\`${key}\``);
  return `${type} by ${keys.join(", ")}`;
}

function choices(values: readonly string[]): string {
  return values.map((value) => `\`"${value}"\``).join(", ");
}

function plural(type: string): string {
  return ["text", "number", "object"].includes(type) ? `${type}s` : type;
}
