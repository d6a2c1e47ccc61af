import type { Environment } from "../../environments/schema/environment";
import type { NativeReference } from "../contracts/checks/native-references";
import { catalogue } from "../permissions/catalogue/catalogue";
import { References } from "../permissions/references";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import { type StackId, stackIds } from "../stack/stack-id";
import type { Violation } from "./rule";

/** All stacks of an environment as they will be written: what every rule looks at. */
export class FinishedTree {
  private readonly byType: ReadonlyMap<string, readonly ResolvedElement[]>;
  private readonly references: References;

  constructor(
    readonly stacks: readonly ResolvedStack[],
    /** Tokens of one stack that were used in another. */
    readonly nativeReferences: readonly NativeReference[] = [],
  ) {
    this.byType = resourcesByType(stacks);
    this.references = new References(stacks, catalogue);
  }

  get environment(): Environment {
    const [first] = this.stacks;
    if (!first) throw new Error("a tree without stacks");
    return first.stack.environment;
  }

  /** Elements of all kinds, in order of deployment. */
  get elements(): readonly ResolvedElement[] {
    return this.stacks.flatMap(({ elements }) => elements);
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

function resourcesByType(stacks: readonly ResolvedStack[]): ReadonlyMap<string, readonly ResolvedElement[]> {
  const byType = new Map<string, ResolvedElement[]>();
  for (const element of stacks.flatMap(({ elements }) => elements)) {
    if (element.block !== "resource") continue;
    const known = byType.get(element.type);
    if (known) known.push(element);
    else byType.set(element.type, [element]);
  }
  return byType;
}

/** The stack that an element is declared in. */
export function stackOf({ construct }: ResolvedElement): StackId {
  const [id] = construct.node.path.split("/");
  return stackIds.find((known) => known === id) ?? unknownStack(construct.node.path);
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
