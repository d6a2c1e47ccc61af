import type { Template } from "./cloudformation";

interface Functions {
  readonly "Fn::FindInMap"?: readonly string[];
  readonly "Fn::Join"?: readonly [string, readonly unknown[]];
  readonly "Fn::Split"?: readonly [string, unknown];
}

/** What CloudFormation makes of a template whose lists stand in its mappings: the same without any. */
export function expanded({ Mappings = {}, ...template }: Template): Template {
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== "object" || value === null) return value;
    const { "Fn::FindInMap": found, "Fn::Join": join, "Fn::Split": split } = value as Functions;
    if (found) return found.reduce<unknown>((map, key) => (map as Record<string, unknown>)[key], Mappings);
    if (join) return (resolve(join[1]) as readonly string[]).join(join[0]);
    if (split) return (resolve(split[1]) as string).split(split[0]);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one)]));
  };
  return resolve(template) as Template;
}
