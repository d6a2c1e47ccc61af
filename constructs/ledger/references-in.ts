/** What the arguments of an element refer to, as they will stand in the JSON. */
export interface ReferencesIn {
  /** Addresses in the same stack. */
  readonly addresses: readonly string[];
  /** Outputs of earlier stacks, with the key where one is taken out of a map. */
  readonly outputs: readonly OutputReference[];
  /** ARNs written out, such as those that names give. */
  readonly arns: readonly string[];
  /** All plain texts. */
  readonly texts: readonly string[];
}

export interface OutputReference {
  readonly stack: string;
  readonly output: string;
  readonly key?: string;
}

const address = /(?<![\w.])((?:data\.)?(?:aws|kubernetes|helm)_[a-z0-9_]+\.[A-Za-z_][\w-]*)/g;
const output = /data\.terraform_remote_state\.([\w-]+)\.outputs(?:\.(\w+)|\["(\w+)"\])(?:\["([^"]+)"\])?/g;
const arn = /arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:\d*:[^\s"',*?$]+/g;
const expression = /\$\{|%\{/;

/** All references in a value, at any depth. Code is looked for in expressions and in `depends_on` alone. */
export function referencesIn(body: unknown): ReferencesIn {
  const texts = new Set<string>();
  const found = { addresses: new Set<string>(), outputs: new Map<string, OutputReference>(), arns: new Set<string>() };
  for (const { text, isCode } of textsIn(body)) {
    if (isCode) {
      for (const [, name = ""] of text.matchAll(address)) found.addresses.add(name);
      for (const [use, stack = "", attribute, index, key] of text.matchAll(output)) {
        found.outputs.set(use, { stack, output: attribute ?? index ?? "", ...(key !== undefined && { key }) });
      }
    }
    for (const [name] of text.matchAll(arn)) found.arns.add(name);
    if (!isCode) texts.add(text);
  }
  return {
    addresses: [...found.addresses],
    outputs: [...found.outputs.values()],
    arns: [...found.arns],
    texts: [...texts],
  };
}

interface Text {
  readonly text: string;
  readonly isCode: boolean;
}

function textsIn(value: unknown, within = ""): readonly Text[] {
  if (typeof value === "string") return [{ text: value, isCode: within === "depends_on" || expression.test(value) }];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, within));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, key));
}
