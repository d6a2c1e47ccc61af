import type { Manifest } from "../../../cli/charts/manifests";

// biome-ignore lint/suspicious/noExplicitAny: schemas as definitions have them
type Schema = any;

/** Schemas of what these definitions serve, by `group/version Kind`, such that unknown fields are refused. */
export function schemasIn(manifests: readonly Manifest[]): ReadonlyMap<string, Schema> {
  const definitions = manifests.filter(({ kind }) => kind === "CustomResourceDefinition");
  return new Map(
    definitions.flatMap(({ spec: { group, names, versions } }) =>
      (versions as readonly { name: string; schema?: { openAPIV3Schema?: Schema } }[]).map(({ name, schema }) => [
        `${group}/${name} ${names.kind}`,
        wholeObject(strict(schema?.openAPIV3Schema ?? {})),
      ]),
    ),
  );
}

/** Fields of every object of the API. */
function wholeObject(schema: Schema): Schema {
  const common = { apiVersion: { type: "string" }, kind: { type: "string" }, metadata: { type: "object" } };
  return { ...schema, properties: { ...schema.properties, ...common } };
}

/**
 * The part of a structural schema that a validator of JSON schemas understands. The API server drops unknown fields
 * silently: here they are wrong. It fills in defaults before it asks what is required.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
function strict(schema: Schema): Schema {
  if (schema["x-kubernetes-int-or-string"]) return { anyOf: [{ type: "integer" }, { type: "string" }] };
  if (schema["x-kubernetes-preserve-unknown-fields"] && !schema.properties) return {};
  const { type, enum: choices, pattern, minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const { properties, required = [], additionalProperties, items } = schema;
  const own = { type, enum: choices, pattern, minimum, maximum, minLength, maxLength, minItems, maxItems };
  const demanded = required.filter((name: string) => properties?.[name]?.default === undefined);
  return {
    ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)),
    ...(properties && { properties: mapped(properties), required: demanded, additionalProperties: false }),
    ...(typeof additionalProperties === "object" && { additionalProperties: strict(additionalProperties) }),
    ...((additionalProperties === true || schema["x-kubernetes-preserve-unknown-fields"]) && {
      additionalProperties: true,
    }),
    ...(items && { items: strict(items) }),
  };
}

function mapped(schemas: Readonly<Record<string, Schema>>): Schema {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, strict(schema)]));
}
