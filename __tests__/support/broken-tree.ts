import { TerraformResource } from "cdktf";
import { FinishedTree } from "../../constructs/guardrails/finished-tree";
import type { ResolvedElement, ResolvedStack } from "../../constructs/stack/resolved-tree";
import type { StackId } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { platform } from "../../main";

// biome-ignore lint/suspicious/noExplicitAny: arguments have as many shapes as the providers have types
type Body = any;

/** A finished tree to be broken in one place at a time, each time in a copy: the tree itself stays as it is. */
export class BreakableTree {
  readonly tree: FinishedTree;

  constructor(private readonly stacks: readonly ResolvedStack[]) {
    this.tree = new FinishedTree(stacks);
  }

  /** The tree with a resource's arguments changed. `change` gets a copy of them, to alter. */
  changed(address: string, change: (body: Body) => void): FinishedTree {
    const { construct, ...element } = this.element(address);
    const body = structuredClone(element.body);
    change(body);
    return this.with(address, [{ ...element, construct, body }]);
  }

  /** The tree with an element in another stack, `<stack>/<name>`. */
  moved(address: string, to: string): FinishedTree {
    const element = this.element(address);
    const [id = "", name = ""] = to.split("/");
    const { elements } = this.added(id as StackId, element.type, name, {});
    const { construct } = elements.find((added) => added.construct.node.path === to) ?? fail(`no ${to}`);
    return this.with(address, [{ ...element, construct }]);
  }

  removed(...addresses: readonly string[]): FinishedTree {
    return new FinishedTree(
      this.stacks.map((stack) => ({
        ...stack,
        elements: stack.elements.filter(({ address }) => !addresses.includes(address)),
      })),
    );
  }

  /** The tree with one resource more, `<stack>/<name>`. */
  added(id: StackId, type: string, name: string, body: Body): FinishedTree {
    const stack = this.stacks.find((one) => one.stack.id === id)?.stack ?? fail(`no stack ${id}`);
    const construct = new TerraformResource(stack, name, { terraformResourceType: type });
    // It needs a path, and no place in the app.
    stack.node.tryRemoveChild(name);
    const element = {
      construct,
      block: "resource",
      type,
      name,
      address: `${type}.${name}`,
      body,
      movedFrom: [],
    } as const;
    return new FinishedTree(
      this.stacks.map((one) => (one.stack === stack ? { ...one, elements: [...one.elements, element] } : one)),
    );
  }

  /** Address of the first resource whose address matches. */
  address(pattern: RegExp): string {
    const found = this.tree.elements.map(({ address }) => address).filter((address) => pattern.test(address));
    return found[0] ?? fail(`no resource matches ${pattern}`);
  }

  private element(address: string): ResolvedElement {
    return this.tree.elements.find((element) => element.address === address) ?? fail(`no resource ${address}`);
  }

  private with(address: string, replacement: readonly ResolvedElement[]): FinishedTree {
    return new FinishedTree(
      this.stacks.map((stack) => ({
        ...stack,
        elements: stack.elements.flatMap((element) => (element.address === address ? replacement : [element])),
      })),
    );
  }
}

/** An environment's tree. It takes most of a second: once for a suite. */
export function breakable(environment: Environment = loadEnvironment("demo")): BreakableTree {
  return new BreakableTree(platform({ environment }).resolveAll());
}

function fail(message: string): never {
  throw new Error(message);
}
