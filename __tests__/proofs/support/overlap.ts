/** One place of a pattern: a character, or any number of them, slashes included or not. */
type Place = string | { readonly any: "text" | "segment" };

/**
 * Whether there is an ARN that both may stand for: a resource of a policy, with `*`, and the form of a resource type's
 * ARN as AWS lists it, with `${Region}` and the like.
 */
export function overlap(resource: string, template: string): boolean {
  const parts = split(resource).map((part) => [...part].map(fromPolicy));
  const templateParts = split(template).map(fromTemplate);
  return parts.length === templateParts.length && parts.every((part, index) => meet(part, templateParts[index] ?? []));
}

/** The six parts of an ARN; the last one may hold colons. */
function split(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function fromPolicy(character: string): Place {
  return character === "*" ? { any: "text" } : character;
}

/** A bucket's name holds no slash, and a slash after it is what tells an object from its bucket. */
function fromTemplate(part: string): readonly Place[] {
  return [...part.matchAll(/\$\{(\w+)\}|\*|[^$]/g)].map(([text, name]) => {
    if (name === undefined) return text === "*" ? { any: "text" } : text;
    return { any: name === "BucketName" ? "segment" : "text" };
  });
}

/** Whether some text fits both rows of places. */
function meet(one: readonly Place[], other: readonly Place[]): boolean {
  const seen = new Set<number>();
  const from = (i: number, j: number): boolean => {
    const state = i * (other.length + 1) + j;
    if (seen.has(state)) return false;
    seen.add(state);
    if (i === one.length && j === other.length) return true;
    return steps(one[i], other[j]).some(([inOne, inOther]) => from(i + inOne, j + inOther));
  };
  return from(0, 0);
}

/** How far to go on in both rows: past equal characters, past a wide place, or past what a wide place takes. */
function steps(a: Place | undefined, b: Place | undefined): readonly (readonly [number, number])[] {
  if (typeof a === "string" && typeof b === "string") return a === b ? [[1, 1]] : [];
  const past = { one: typeof a === "object" || takes(b, a), other: typeof b === "object" || takes(a, b) };
  return [...(past.one ? [[1, 0] as const] : []), ...(past.other ? [[0, 1] as const] : [])];
}

function takes(wide: Place | undefined, one: Place | undefined): boolean {
  return typeof wide === "object" && typeof one === "string" && (wide.any === "text" || one !== "/");
}
