import type { IConstruct } from "constructs";
import type { Environment } from "../../environments/schema/environment";
import type { NativeReference } from "../contracts/checks/native-references";
import { catalogue } from "../permissions/catalogue/catalogue";
import { References } from "../permissions/references";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import { mayBeStack, type StackId } from "../stack/stack-id";
import type { Violation } from "./rule";

/** All stacks of an environment as they will be written: what every rule looks at. */
export class FinishedTree {
  /** Elements of all kinds, in order of deployment. */
  readonly elements: readonly ResolvedElement[];
  private readonly byType: ReadonlyMap<string, readonly ResolvedElement[]>;
  private readonly references: References;

  constructor(
    readonly stacks: readonly ResolvedStack[],
    /** Tokens of one stack that were used in another. */
    readonly nativeReferences: readonly NativeReference[] = [],
  ) {
    this.elements = stacks.flatMap(({ elements }) => elements);
    this.byType = resourcesByType(this.elements);
    this.references = new References(stacks, catalogue);
  }

  get environment(): Environment {
    const [first] = this.stacks;
    if (!first) throw new Error("a tree without stacks");
    return first.stack.environment;
  }

  /** All resources of the Terraform types. */
  resources(...types: readonly string[]): readonly ResolvedElement[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The resource that an expression of `user` names, followed through contracts; none where it is plain text. */
  behind(user: ResolvedElement, expression: unknown): ResolvedElement | undefined {
    return this.references.elementBehind(expression, stackOf(user));
  }
}

function resourcesByType(elements: readonly ResolvedElement[]): ReadonlyMap<string, readonly ResolvedElement[]> {
  const byType = new Map<string, ResolvedElement[]>();
  for (const element of elements) {
    if (element.block !== "resource") continue;
    const known = byType.get(element.type);
    if (known) known.push(element);
    else byType.set(element.type, [element]);
  }
  return byType;
}

/** A path is put together anew each time that a construct is asked for it, and stacks are asked for by most rules. */
const stacksKnown = new WeakMap<IConstruct, StackId>();

/** The stack that an element is declared in. */
export function stackOf({ construct }: ResolvedElement): StackId {
  const known = stacksKnown.get(construct) ?? firstOf(construct.node.path);
  stacksKnown.set(construct, known);
  return known;
}

function firstOf(path: string): StackId {
  const [id = ""] = path.split("/");
  return mayBeStack(id) ? id : unknownStack(path);
}

function unknownStack(path: string): never {
  throw new Error(`${path} lies in no stack`);
}

/** Place and owner of a violation. `argument`: path within the resource, such as `ingress[0].cidr_blocks`. */
export function at({ construct }: ResolvedElement, argument?: string): Pick<Violation, "construct" | "place"> {
  const { path } = construct.node;
  return { construct, place: argument ? `${path} (${argument})` : path };
}

/** Makes something once for each tree, since several rules look at it. */
export function oncePerTree<T>(make: (tree: FinishedTree) => T): (tree: FinishedTree) => T {
  const known = new WeakMap<FinishedTree, { readonly made: T }>();
  return (tree) => {
    const found = known.get(tree) ?? { made: make(tree) };
    known.set(tree, found);
    return found.made;
  };
}

/** Asks something of an element once, in however many trees it stands: tests break one of thousands at a time. */
export function oncePerElement<T>(ask: (element: ResolvedElement) => T): (element: ResolvedElement) => T {
  const known = new WeakMap<ResolvedElement, { readonly said: T }>();
  return (element) => {
    const found = known.get(element) ?? { said: ask(element) };
    known.set(element, found);
    return found.said;
  };
}
