import {
  DefaultTokenResolver,
  StringConcat,
  TerraformDataSource,
  TerraformElement,
  TerraformOutput,
  TerraformProvider,
  TerraformRemoteState,
  TerraformResource,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";
import type { PlatformStack } from "./platform-stack";

export type Block = "resource" | "data" | "provider" | "output" | "other";

/** One element of a finished stack with its arguments as they will stand in the JSON. */
export interface ResolvedElement {
  readonly construct: TerraformElement;
  readonly block: Block;
  /** Terraform type, such as `aws_vpc`; empty for outputs. */
  readonly type: string;
  readonly name: string;
  /** Terraform address, such as `aws_vpc.network_vpc`. */
  readonly address: string;
  // biome-ignore lint/suspicious/noExplicitAny: arguments have as many shapes as the providers have types
  readonly body: any;
  /** Addresses under which a `moved` block looks for it in the state. */
  readonly movedFrom: readonly string[];
}

/** All elements of a stack, each resolved once: derivation, guardrails and report share the result. */
export interface ResolvedStack {
  readonly stack: PlatformStack;
  readonly elements: readonly ResolvedElement[];
  /** What was laid over the whole stack with `stack.addOverride`. */
  readonly overrides: Readonly<Record<string, unknown>>;
  /** Seconds that building and resolving took. */
  readonly seconds: number;
}

const resolver = new DefaultTokenResolver(new StringConcat());

/** Replaces tokens by Terraform expressions. `preparing` lets the app see every token of another stack. */
export function resolveIn(scope: IConstruct, value: unknown, preparing = true) {
  return Tokenization.resolve(value, { scope, preparing, resolver });
}

/** `known`: what is resolved already and stays as it is; only elements that were added since are resolved anew. */
export function resolveStack(
  stack: PlatformStack,
  at: (element?: TerraformElement) => void,
  known: readonly ResolvedElement[] = [],
): Omit<ResolvedStack, "seconds"> {
  const byConstruct = new Map(known.map((element) => [element.construct, element]));
  const elements = stack.node
    .findAll()
    .filter((construct): construct is TerraformElement => TerraformElement.isTerraformElement(construct))
    .map((construct) => {
      at(construct);
      return byConstruct.get(construct) ?? describe(construct, resolveOnce(stack, construct));
    });
  at();
  return { stack, elements, overrides: resolveIn(stack, stack.overrides) };
}

/** From here on the element is what it resolved to: cdktf asks for it again, and would replace every token anew. */
function resolveOnce(stack: PlatformStack, construct: TerraformElement) {
  const json = resolveIn(stack, construct.toTerraform());
  construct.toTerraform = () => json;
  return json;
}

function describe(construct: TerraformElement, json: Record<string, unknown>): ResolvedElement {
  const name = construct.friendlyUniqueId;
  const located = (block: Block, type: string, address: string, body: unknown) => {
    return { construct, block, type, name, address, body: body ?? {}, movedFrom: movedFrom(json) };
  };
  if (construct instanceof TerraformResource) {
    const type = construct.terraformResourceType;
    return located("resource", type, `${type}.${name}`, pick(json, "resource", type, name));
  }
  if (construct instanceof TerraformDataSource) {
    const type = construct.terraformResourceType;
    return located("data", type, `data.${type}.${name}`, pick(json, "data", type, name));
  }
  if (construct instanceof TerraformRemoteState) {
    const type = "terraform_remote_state";
    return located("data", type, `data.${type}.${name}`, pick(json, "data", type, name));
  }
  if (construct instanceof TerraformOutput) {
    return located("output", "", `output.${name}`, pick(json, "output", name));
  }
  if (construct instanceof TerraformProvider) {
    const type = construct.terraformResourceType;
    return located("provider", type, `provider.${type}`, pick(json, "provider", type, 0));
  }
  return located("other", "", name, json);
}

function movedFrom({ moved = [] }: { readonly moved?: readonly { readonly from: string }[] }): readonly string[] {
  return moved.map(({ from }) => from);
}

function pick(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | undefined)?.[key], value);
}
