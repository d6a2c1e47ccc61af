type Schema = Readonly<Record<string, unknown>>;

/** Keywords that say what a value may be. All others describe, or give defaults. */
const judging = new Set([
  "$ref",
  "type",
  "enum",
  "const",
  "anyOf",
  "oneOf",
  "allOf",
  "properties",
  "patternProperties",
  "additionalProperties",
  "items",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "pattern",
]);

/** Keywords whose members are schemas by name. */
const named = ["properties", "patternProperties"];

/**
 * What a chart's schema says about values that are given to it.
 *
 * Helm lays them over the chart's own values before it validates, and those supply what is required, so `required` is
 * kept within lists only, which are never merged. What depends on the whole, such as `if` and `dependencies`, is left to
 * Helm as well: `npx platform charts record` renders, and so validates everything.
 */
export function slimSchema(schema: Schema): Schema {
  const { $defs, definitions } = schema as { readonly $defs?: Schema; readonly definitions?: Schema };
  const shared = { ...members(definitions ?? {}, false), ...members($defs ?? {}, false) };
  return { ...(slim(schema, false) as Schema), ...(Object.keys(shared).length > 0 && { $defs: shared }) };
}

function slim(schema: unknown, inList: boolean): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => judging.has(key) || (inList && key === "required"));
  return Object.fromEntries(kept.map(([key, value]) => [key, slimmed(key, value, inList)]));
}

function slimmed(key: string, value: unknown, inList: boolean): unknown {
  if (named.includes(key)) return members(value as Schema, inList);
  if (key === "items") return Array.isArray(value) ? value.map((one) => slim(one, true)) : slim(value, true);
  if (["anyOf", "oneOf", "allOf"].includes(key)) return (value as readonly unknown[]).map((one) => slim(one, inList));
  if (key === "additionalProperties") return slim(value, inList);
  // Both spellings mean the same; one is enough for whoever validates.
  if (key === "$ref") return String(value).replace("#/definitions/", "#/$defs/");
  return value;
}

function members(schemas: Schema, inList: boolean): Schema {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, slim(schema, inList)]));
}
