import { ConfigError, type Finding } from "../errors";
import { mayBeStack, stackIds, wholeOf } from "../stack/stack-id";
import type { FinishedTree } from "./finished-tree";
import { rules } from "./registry";
import type { Broken, Rule } from "./rule";
import { isWaived } from "./waive";

/**
 * All that the rules find and nobody waived, each once. `derived`: findings on the rights that the tree asks for; what
 * they say of a resource that may not be there at all is left out.
 */
export function guardrailFindings(
  tree: FinishedTree,
  checked: readonly Rule[] = rules,
  derived: readonly Finding[] = [],
): readonly Finding[] {
  const broken: Broken[] = [];
  for (const rule of checked) broken.push(...rule.check(tree, broken).map((violation) => ({ rule, violation })));
  const left = broken.filter((one) => !isWaived(one));
  const refused = new Set(left.filter(({ rule }) => rule.refusesResource).map(({ violation }) => violation.place));
  return unique([...left.map(described), ...derived.filter(({ place }) => !refused.has(place))]);
}

/** One error of all that is wrong with an environment, by stack in order of deployment and by place. */
export function guardrailError(environment: string, findings: readonly Finding[]): ConfigError {
  return new ConfigError(`Environment ${environment}`, sorted(findings), ({ place }) => `In ${stackOfPlace(place)}:`);
}

function described({ rule, violation: { place, value, problem, fix } }: Broken): Finding {
  return { place, value, problem, fix, code: rule.id };
}

/** The stack that a place lies in: `apps/shop/web`, `apps: kubernetes_job.x` and `apps (override of …)` are in `apps`. */
function stackOfPlace(place: string): string {
  return /^[\w-]+/.exec(place)?.[0] ?? place;
}

function unique(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

function orderOf(stack: string): number {
  return mayBeStack(stack) ? stackIds.indexOf(wholeOf(stack)) : -1;
}

function sorted(findings: readonly Finding[]): readonly Finding[] {
  const order = ({ place }: Finding) => orderOf(stackOfPlace(place));
  return [...findings].sort((a, b) => order(a) - order(b) || (a.place < b.place ? -1 : a.place > b.place ? 1 : 0));
}
