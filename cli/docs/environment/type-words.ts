import type { z } from "zod";

type Shape = Readonly<Record<string, z.core.$ZodType>>;

interface Parts {
  readonly type: string;
  readonly shape?: Shape;
  readonly innerType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly options?: readonly z.core.$ZodType[];
  readonly out?: z.core.$ZodType;
}

const names: Readonly<Record<string, string>> = { string: "text", number: "number", boolean: "`true`, `false`" };

/** What an author writes for a schema, in words. */
export function typeOf(schema: z.core.$ZodType): string {
  const { type, shape, innerType, element, valueType, entries, out } = schema._zod.def as unknown as Parts;
  if (type === "enum") return choices(Object.values(entries ?? {}));
  if (element) return `list of ${plural(typeOf(element))}`;
  if (valueType) return `${plural(typeOf(valueType))} by name`;
  if (innerType) return type === "nullable" ? `${typeOf(innerType)}, or \`null\`` : typeOf(innerType);
  if (shape && isMap(shape)) return mapOf(shape);
  if (out) return typeOf(out);
  return names[type] ?? "object";
}

/** An object all of whose fields are the same is a choice of keys. */
function isMap(shape: Shape): boolean {
  const [first, ...others] = Object.values(shape);
  return (
    others.length > 1 &&
    others.every((one) => typeOf(one) === typeOf(first as z.core.$ZodType) && typeOf(one).startsWith("`"))
  );
}

function mapOf(shape: Shape): string {
  const [first] = Object.values(shape);
  return `${typeOf(first as z.core.$ZodType)} by ${Object.keys(shape)
    .map((key) => `\`${key}\``)
    .join(", ")}`;
}

function choices(values: readonly string[]): string {
  return values.map((value) => `\`"${value}"\``).join(", ");
}

function plural(type: string): string {
  return ["text", "number", "object"].includes(type) ? `${type}s` : type;
}
