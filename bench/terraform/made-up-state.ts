interface Producer {
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

/**
 * The state file of a stack as its readers would find it: every output that it declares, in its shape, with a made-up
 * text in the place of each expression. The text is valid base64, since a certificate may stand there.
 */
export function madeUpState({ output = {} }: Producer): string {
  const outputs = Object.entries(output).map(([name, { value }]) => {
    const known = madeUp(value);
    return [name, { value: known, type: typeOf(known) }];
  });
  const lineage = "00000000-0000-4000-8000-000000000000";
  return JSON.stringify({ version: 4, serial: 1, lineage, outputs: Object.fromEntries(outputs), resources: [] });
}

function madeUp(value: unknown): unknown {
  if (typeof value === "string") return value.includes("${") ? "bWFkZSB1cA==" : value;
  if (Array.isArray(value)) return value.map(madeUp);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, madeUp(inner)]));
}

/** Terraform's type of a value, as state files write it. */
function typeOf(value: unknown): unknown {
  if (Array.isArray(value)) return ["tuple", value.map(typeOf)];
  if (typeof value !== "object" || value === null) return value === null ? "dynamic" : primitive[typeof value];
  return ["object", Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, typeOf(inner)]))];
}

const primitive: Readonly<Record<string, string>> = { string: "string", number: "number", boolean: "bool" };
