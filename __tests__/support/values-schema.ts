import { z } from "zod";

type Schema = Parameters<typeof z.fromJSONSchema>[0];

/** What is wrong with values by the schema of their chart, a line each. */
export function schemaViolations(schema: Readonly<Record<string, unknown>>, values: unknown): readonly string[] {
  const { error } = z.fromJSONSchema(schema as Schema).safeParse(values);
  return (error?.issues ?? []).map(({ path, message }) => `${path.map(String).join(".")}: ${message}`);
}
