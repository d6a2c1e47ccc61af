// biome-ignore lint/suspicious/noExplicitAny: arguments have as many shapes as the providers have types
export type Arguments = any;

/** A block of a resource, with the path that leads to it, such as `ingress[0]`; empty for the resource itself. */
export interface PlacedBlock {
  readonly place: string;
  readonly block: Arguments;
}

/** Blocks of an argument: CDKTF writes one that stands once as itself, and others as a list. */
export function blocks(value: unknown): readonly Arguments[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** All blocks under a path such as `block_device_mappings.ebs`; the resource itself under an empty one. */
export function blocksAt(body: Arguments, path = ""): readonly PlacedBlock[] {
  const start: readonly PlacedBlock[] = [{ place: "", block: body }];
  if (path === "") return start;
  return path.split(".").reduce((found, name) => found.flatMap((one) => within(one, name)), start);
}

function within({ place, block }: PlacedBlock, name: string): readonly PlacedBlock[] {
  const value = block?.[name];
  const path = placeOf(place, name);
  return blocks(value).map((inner, index) => ({
    place: Array.isArray(value) ? `${path}[${index}]` : path,
    block: inner,
  }));
}

/** Path of an argument of a block. */
export function placeOf(block: string, argument: string): string {
  return block === "" ? argument : `${block}.${argument}`;
}

/** Whether Terraform fills something in: what it will be, nobody can say at synthesis. */
export function isExpression(value: unknown): value is string {
  return typeof value === "string" && /(?<![$%])[$%]\{/.test(value);
}

/** A switch, which Terraform takes as a text as well; undefined for an expression. */
export function switched(value: unknown, byDefault: boolean): boolean | undefined {
  if (value === undefined || value === null || value === "") return byDefault;
  return isExpression(value) ? undefined : value === true || value === "true";
}

/** Whether a setting is on, also where it is written as a text. */
export function isOn(value: unknown): boolean {
  return switched(value, false) === true;
}

/** A number, which Terraform takes as a text as well; undefined for an expression. */
export function counted(value: unknown, byDefault: number): number | undefined {
  if (value === undefined || value === null || value === "") return byDefault;
  return isExpression(value) ? undefined : Number(value);
}

/** All texts of a list, or of what stands for it. */
export function texts(value: unknown): readonly string[] {
  return blocks(value).flatMap((one) => (Array.isArray(one) ? texts(one) : [String(one)]));
}
