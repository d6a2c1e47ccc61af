import type { z } from "zod";
import { rulesOf } from "../../../environments/schema/field";
import type { DocComment } from "../doc-comment";
import { typeByKey, typeOf } from "./type-words";
import type { WrittenSchema } from "./written-schema";

/** That a field is there only where another has one of some values. */
export interface Condition {
  /** Path of the other field. */
  readonly field: string;
  readonly values: readonly string[];
}

/** A field of an environment, as its reference shows it. */
export interface Field {
  /** As in `apps[].image.tag`. */
  readonly path: string;
  readonly type: string;
  /** Value as it is written, or after a dash its effect; undefined where the field has to be there. */
  readonly default?: string;
  /** The value that the schema fills in. @default - none */
  readonly filledIn?: unknown;
  /** Fields of which exactly one is there, this one among them. @default - there is no such choice */
  readonly oneOf?: readonly string[];
  /** What the comments say of it; empty where there are none. */
  readonly meaning: string;
  readonly rules: readonly { readonly code: string; readonly states: string }[];
  readonly conditions: readonly Condition[];
}

type Schema = z.core.$ZodType;

interface Written {
  readonly schema: WrittenSchema | undefined;
  readonly comments: readonly DocComment[];
}

/** The fields of a section, itself first, those of objects and lists after them. */
export function fieldsOf(path: string, schema: Schema, written: Written): readonly Field[] {
  const { inner, ...presence } = unwrapped(schema);
  const listed = inner._zod.def.type === "array" ? listRules(inner) : [];
  const own: Field = {
    path,
    type: computedType(inner, written.schema) ?? typeOf(inner),
    ...defaultOf(presence, written.comments),
    filledIn: presence.filledIn,
    meaning: meaningOf(written.comments),
    rules: [...(rulesOf.get(inner as z.ZodType) ?? []), ...listed],
    conditions: [],
  };
  return [own, ...within(path, inner, written.schema)];
}

/** The rules of a list's items stand with the list, where the items are plain values. */
function listRules(list: Schema) {
  const { inner } = unwrapped(partsOf(list).element as Schema);
  return rulesOf.get(inner as z.ZodType) ?? [];
}

/** What is inside an object, a list, a record or a union. */
function within(path: string, schema: Schema, written: WrittenSchema | undefined): readonly Field[] {
  const parts = partsOf(schema);
  switch (parts.type) {
    case "object":
      // Keys that are computed share what is said of the object, and stand in its type.
      if (computedType(schema, written)) return [];
      return Object.entries(parts.shape ?? {}).flatMap(([key, value]) => entry(`${path}.${key}`, key, value, written));
    case "array":
      return inside(`${path}[]`, parts.element as Schema, written?.item);
    case "record":
      return inside(`${path}.<name>`, parts.valueType as Schema, written?.value);
    case "union":
      return variants(path, schema, written);
    case "pipe":
      return within(path, parts.out as Schema, written?.processed);
    default:
      return [];
  }
}

function computedType(schema: Schema, written: WrittenSchema | undefined): string | undefined {
  return written?.hasComputedKeys ? typeByKey(schema) : undefined;
}

function inside(path: string, schema: Schema, written: WrittenSchema | undefined): readonly Field[] {
  return within(path, unwrapped(schema).inner, written);
}

function entry(path: string, key: string, schema: Schema, written: WrittenSchema | undefined): readonly Field[] {
  const field = written?.field(key);
  return fieldsOf(path, schema, { schema: field?.schema, comments: field?.comments ?? [] });
}

/** The fields of a union's members: one that several have alike stands once, with the members that have it. */
function variants(path: string, union: Schema, written: WrittenSchema | undefined): readonly Field[] {
  const { options = [], discriminator } = partsOf(union);
  const oneOf = options.flatMap((option) => Object.keys(partsOf(option).shape ?? {}));
  const found = new Map<string, { readonly field: Field; readonly values: string[] }>();
  for (const [index, option] of options.entries()) {
    const value = discriminator === undefined ? undefined : literalOf(option, discriminator);
    const fields = within(path, option, written?.options[index]).filter(
      (one) => one.path !== `${path}.${discriminator}`,
    );
    for (const field of fields) {
      const key = JSON.stringify(field);
      const known = found.get(key) ?? { field, values: [] };
      if (value !== undefined) known.values.push(value);
      found.set(key, known);
    }
  }
  const fields = [...found.values()].map(({ field, values }) => {
    if (discriminator === undefined) return { ...field, oneOf };
    if (values.length === options.length) return field;
    return { ...field, conditions: [{ field: `${path}.${discriminator}`, values }, ...field.conditions] };
  });
  return discriminator === undefined ? fields : [...chooser(path, union, written), ...fields];
}

/** The field that tells the members apart, which says what each is. */
function chooser(path: string, union: Schema, written: WrittenSchema | undefined): readonly Field[] {
  const { options = [], discriminator = "" } = partsOf(union);
  const members = options.map((option, index) => ({
    value: literalOf(option, discriminator),
    optional: unwrapped(partsOf(option).shape?.[discriminator] as Schema).optional,
    meaning: meaningOf(written?.options[index]?.ownComments ?? []),
  }));
  const left = members.find(({ optional }) => optional);
  return [
    {
      path: `${path}.${discriminator}`,
      type: members.map(({ value }) => `\`"${value}"\``).join(", "),
      ...(left && { default: `"${left.value}"` }),
      meaning: members.flatMap(({ value, meaning }) => (meaning ? [`\`"${value}"\`: ${meaning}`] : [])).join(" "),
      rules: [],
      conditions: [],
    },
  ];
}

function literalOf(option: Schema, discriminator: string): string {
  const literal = unwrapped(partsOf(option).shape?.[discriminator] as Schema).inner;
  return String(partsOf(literal).values?.[0]);
}

interface Presence {
  readonly optional: boolean;
  readonly filledIn?: unknown;
}

/** A schema without what says whether its value may be left out, and that. */
function unwrapped(schema: Schema): Presence & { readonly inner: Schema } {
  const { type, innerType, defaultValue } = partsOf(schema);
  if (!innerType) return { inner: schema, optional: false };
  const { inner, ...presence } = unwrapped(innerType);
  if (type === "nullable") return { inner, ...presence };
  if (type === "optional") return { inner, ...presence, optional: true };
  return { inner, optional: true, filledIn: defaultValue };
}

function defaultOf({ optional, filledIn }: Presence, comments: readonly DocComment[]): Pick<Field, "default"> {
  if (!optional) return {};
  const said = comments.find((one) => one.default !== undefined)?.default;
  return { default: said ?? (filledIn === undefined ? "- none" : JSON.stringify(filledIn)) };
}

/** The nearest comment that says something: a comment of a default alone leaves that to what is behind it. */
function meaningOf(comments: readonly DocComment[]): string {
  return comments.find(({ text }) => text !== "")?.text ?? "";
}

/** What zod's definitions hold, of which each kind has some. */
interface Parts {
  readonly type: string;
  readonly innerType?: Schema;
  readonly defaultValue?: unknown;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly options?: readonly Schema[];
  readonly discriminator?: string;
  readonly out?: Schema;
  readonly values?: readonly unknown[];
}

function partsOf(schema: Schema): Parts {
  return schema._zod.def as unknown as Parts;
}
