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
  const { type, innerType, element, valueType, entries, out } = partsOf(schema);
  if (type === "enum") return choices(Object.values(entries ?? {}));
  if (element) return `list of ${plural(typeOf(element))}`;
  if (valueType) return `${plural(typeOf(valueType))} by name`;
  if (innerType) return type === "nullable" ? `${typeOf(innerType)}, or \`null\`` : typeOf(innerType);
  if (out) return typeOf(out);
  return names[type] ?? "object";
}

/** An object whose fields are all of one type, in words; undefined where they differ. */
export function typeByKey(schema: Schema): string | undefined {
  const shape = partsOf(schema).shape ?? {};
  const [type, ...others] = new Set(Object.values(shape).map(typeOf));
  if (type === undefined || others.length > 0) return undefined;
  const keys = Object.keys(shape).map((key) => `\`${key}\``);
  return `${type} by ${keys.join(", ")}`;
}

function choices(values: readonly string[]): string {
  return values.map((value) => `\`"${value}"\``).join(", ");
}

function plural(type: string): string {
  return ["text", "number", "object"].includes(type) ? `${type}s` : type;
}
