import type { SynthesizedStack } from "./synthesize";

const address = /\b((?:aws|kubernetes|helm)_[a-z0-9_]+\.[A-Za-z][\w-]*)/g;

/** What each resource waits for when it is made; destruction goes the other way. */
export class Graph {
  private readonly edges: ReadonlyMap<string, ReadonlySet<string>>;

  constructor({ json }: SynthesizedStack) {
    const resources = Object.entries(json.resource ?? {}).flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]): [string, unknown] => [`${type}.${name}`, body]),
    );
    const known = new Set(resources.map(([name]) => name));
    this.edges = new Map(
      resources.map(([name, body]) => [name, new Set(references(body).filter((one) => known.has(one)))]),
    );
  }

  /** Addresses of all resources whose type starts so. */
  all(type: string): readonly string[] {
    return [...this.edges.keys()].filter((name) => name.startsWith(type));
  }

  /** Everything that has to be there before this resource, by whatever detour. */
  before(name: string, found = new Set<string>()): ReadonlySet<string> {
    const direct = this.edges.get(name);
    if (!direct) throw new Error(`no ${name}; there are: ${[...this.edges.keys()].join(", ")}`);
    for (const next of direct) if (!found.has(next)) this.before(next, found.add(next));
    return found;
  }
}

/** Both ways to depend on something: an expression that uses it, and `depends_on`. */
function references(body: Record<string, unknown> | unknown): readonly string[] {
  const { "//": _, depends_on: explicit = [], ...rest } = body as Record<string, unknown>;
  const expressions = JSON.stringify(rest).match(/\$\{[^}]*\}/g) ?? [];
  return [...expressions, ...(explicit as string[])].flatMap((text) => text.match(address) ?? []);
}
