import type { Manifest } from "./manifests";

/** Flags that hand an image on to a controller, which runs it later: `--acme-http01-solver-image=quay.io/…`. */
const flag = /^--?[\w.-]*(?:image|reloader)=(\S+)$/;

/** Every image that the objects name: in whatever field called `image`, and in flags. */
export function imagesIn(manifests: readonly Manifest[]): readonly string[] {
  const found = new Set<string>();
  // Definitions describe such fields, and name none.
  for (const one of manifests.filter(({ kind }) => kind !== "CustomResourceDefinition")) collect(one, found);
  return [...found].sort();
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === "string") found.add(flag.exec(value)?.[1] ?? "");
  else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      if (key === "image" && typeof member === "string") found.add(member);
      else collect(member, found);
    }
  }
  found.delete("");
}
