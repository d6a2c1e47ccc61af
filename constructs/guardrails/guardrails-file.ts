import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import { rules } from "./registry";
import type { Rule } from "./rule";
import { type Waived, waiversOf } from "./waive";

/** A waiver as `cdktf.out/guardrails.json` shows it. */
export interface Waiver extends Waived {
  readonly stack: string;
  /** Terraform address of the one resource that it is for. */
  readonly address: string;
}

/** `cdktf.out/guardrails.json`: the rules that hold for all that was written, and who does not follow which. */
export interface GuardrailsFile {
  readonly rules: readonly Pick<Rule, "id" | "title" | "severity" | "sources">[];
  /** By stack in order of deployment, address and id. */
  readonly waivers: readonly Waiver[];
}

export function guardrailsFile(stacks: readonly ResolvedStack[]): GuardrailsFile {
  return {
    rules: rules.map(({ id, title, severity, sources }) => ({ id, title, severity, sources })),
    waivers: waiversIn(stacks),
  };
}

export function waiversIn(stacks: readonly ResolvedStack[]): readonly Waiver[] {
  return stacks.flatMap(({ stack, elements }) => sorted(elements.flatMap(inStack(stack.id))));
}

function inStack(stack: string) {
  return ({ construct, address }: ResolvedElement): readonly Waiver[] =>
    waiversOf(construct).map((waiver) => ({ stack, address, ...waiver }));
}

function sorted(waivers: readonly Waiver[]): readonly Waiver[] {
  const key = ({ address, id }: Waiver) => `${address} ${id}`;
  return [...waivers].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
