import type { Output } from "./output";
import type { Element } from "./terraform-json";

/** `${data.terraform_remote_state.identity.outputs.people_role_arns["auditor"]}` in its parts. */
const ofAnotherStack = /^\$\{data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)(?:\["([^"]+)"\])?\}$/;
/** `${aws_iam_role.people_auditor_role.arn}` in its parts. */
const ofThisStack = /^\$\{([a-z][a-z0-9_]*\.[\w-]+)\.(.+)\}$/;

interface Found {
  readonly element: Element;
  readonly attribute: string;
}

/** Finds what expressions of one stack lead to, through contracts where they cross stacks. */
export class References {
  private readonly byAddress = new Map<string, ReadonlyMap<string, Element>>();

  constructor(private readonly output: Output) {}

  /** The resource behind an expression, however many contracts lie between; undefined where it leads to none. */
  resource(stack: string, expression: unknown): Element | undefined {
    return this.follow(stack, expression)?.element;
  }

  /** What an expression stands for: the value of an argument, where synthesis knows it; else the expression itself. */
  value(stack: string, expression: unknown): string {
    const found = this.follow(stack, expression);
    const value = found ? argument(found.element, found.attribute) : this.published(stack, expression).value;
    return typeof value === "string" && !ofAnotherStack.test(value) ? value : String(expression ?? "");
  }

  /** What stands behind an expression in the stack that publishes it, however many contracts lie between. */
  private published(stack: string, expression: unknown): { readonly stack: string; readonly value: unknown } {
    const [, producer, name = "", key] = ofAnotherStack.exec(String(expression ?? "")) ?? [];
    if (!producer) return { stack, value: expression };
    const value = this.output.stack(producer).output?.[name]?.value;
    const next = key === undefined ? value : (value as Record<string, unknown> | undefined)?.[key];
    return next === undefined ? { stack, value: expression } : this.published(producer, next);
  }

  private follow(stack: string, expression: unknown): Found | undefined {
    const { stack: owner, value } = this.published(stack, expression);
    const [, address = "", attribute = ""] = ofThisStack.exec(String(value ?? "")) ?? [];
    const element = this.elements(owner).get(address);
    if (!element) return undefined;
    // An access policy names its principal by its access entry, which names the role.
    return this.follow(owner, argument(element, attribute)) ?? { element, attribute };
  }

  private elements(stack: string): ReadonlyMap<string, Element> {
    const known = this.byAddress.get(stack) ?? new Map(this.output.resources(stack).map((one) => [one.address, one]));
    this.byAddress.set(stack, known);
    return known;
  }
}

/** An argument by its path, such as `metadata[0].name`; a block that stands once is no list in the output. */
function argument({ body }: Element, path: string): unknown {
  const parts = path.split(/[.[\]]+/).filter((part) => part !== "" && part !== "0");
  return parts.reduce<unknown>((at, part) => {
    const one = Array.isArray(at) ? at[0] : at;
    return (one as Record<string, unknown> | undefined)?.[part];
  }, body);
}
