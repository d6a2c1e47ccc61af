import type { ReportResource } from "./resources";

/** Resources that were there and are, with the names of the arguments that say something else: `apps: aws_x.y: tags`. */
export function changedResources(before: readonly ReportResource[], now: readonly ReportResource[]): readonly string[] {
  const key = ({ stack, address }: ReportResource) => `${stack}: ${address}`;
  const old = new Map(before.map((one) => [key(one), one]));
  return now.flatMap((one) => {
    const names = changedArguments(old.get(key(one)) ?? one, one);
    return names.length > 0 ? [`${key(one)}: ${names.join(", ")}`] : [];
  });
}

function changedArguments({ body: old }: ReportResource, { body: now }: ReportResource): readonly string[] {
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  // CDKTF's own notes, such as the path of the construct, are no argument.
  return names.filter((name) => name !== "//" && inOrder(old[name]) !== inOrder(now[name]));
}

/** As text, whatever the order of keys. */
function inOrder(value: unknown): string {
  const sorted = (_: string, one: unknown) =>
    one !== null && typeof one === "object" && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one;
  return JSON.stringify(value, sorted) ?? "";
}
