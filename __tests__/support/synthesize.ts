import { TerraformStack, Testing } from "cdktf";

// biome-ignore lint/suspicious/noExplicitAny: arguments have as many shapes as the providers have types
export type Body = any;
type Blocks = Readonly<Record<string, Readonly<Record<string, Body>>>>;

/** The JSON of one stack, with ways to ask it for what it declares. */
export class SynthesizedStack {
  constructor(
    readonly json: { resource?: Blocks; data?: Blocks; output?: Record<string, Body>; [key: string]: Body },
  ) {}

  /** All resources of a type, by Terraform name. */
  all(type: string): Readonly<Record<string, Body>> {
    return this.json.resource?.[type] ?? {};
  }

  /** The one resource of a type. Throws when there is none, or more than one. */
  only(type: string): Body {
    const found = Object.entries(this.all(type));
    if (found.length !== 1)
      throw new Error(`${found.length} resources of type ${type}: ${found.map(([name]) => name)}`);
    return found[0]?.[1];
  }

  named(type: string, name: string): Body {
    const found = this.all(type)[name];
    if (!found) throw new Error(`no ${type}.${name}; there are: ${Object.keys(this.all(type)).join(", ") || "none"}`);
    return found;
  }

  data(type: string): Readonly<Record<string, Body>> {
    return this.json.data?.[type] ?? {};
  }

  /** Types of all resources, each once, sorted. */
  get types(): readonly string[] {
    return Object.keys(this.json.resource ?? {}).sort();
  }
}

/** Synthesizes what `build` adds to an empty stack. For a single construct: cross-stack wiring needs the whole app. */
export function synthesize(build: (stack: TerraformStack) => void): SynthesizedStack {
  const stack = new TestStack(Testing.app(), "test");
  build(stack);
  stack.prepareStack();
  return new SynthesizedStack(JSON.parse(Testing.synth(stack)));
}

/** Names as in the platform's own stacks: construct ids joined by `_`. */
class TestStack extends TerraformStack {
  protected override allocateLogicalId(element: Parameters<TerraformStack["getLogicalId"]>[0]): string {
    const node = "node" in element ? element.node : element;
    return node.scopes
      .slice(node.scopes.indexOf(this) + 1)
      .map((scope) => scope.node.id)
      .join("_");
  }
}
