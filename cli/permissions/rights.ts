import type { Conditions, Principal, Statement } from "../../constructs/identity/policy-document";
import type { Role } from "./roles";

/** One action on one resource pattern under one condition: the smallest thing that a role can gain or lose. */
export interface Right {
  /** Where it stands. A boundary gives nothing by itself, but it is what the policies are held to. */
  readonly source: "policy" | "boundary" | "trust";
  readonly effect: "Allow" | "Deny";
  readonly action: string;
  /** ARN pattern; in a trust policy, who may assume the role. */
  readonly resource: string;
  readonly conditions: Conditions;
}

export function rightsOf({ policies, boundary, trust }: Role): readonly Right[] {
  return [
    ...policies.flatMap(({ document }) => document.Statement.flatMap((one) => rightsIn("policy", one))),
    ...boundary.Statement.flatMap((one) => rightsIn("boundary", one)),
    ...trust.Statement.flatMap((one) => rightsIn("trust", one)),
  ];
}

function rightsIn(source: Right["source"], statement: Statement): readonly Right[] {
  const { Effect: effect, Action, NotAction, Resource, NotResource, Condition, Principal } = statement;
  const actions = Action ?? [allBut(NotAction)];
  const resources = Principal ? principals(Principal) : (Resource ?? [allBut(NotResource)]);
  return alternatives(Condition ?? {}).flatMap((conditions) =>
    actions.flatMap((action) => resources.map((resource) => ({ source, effect, action, resource, conditions }))),
  );
}

const exceptions = "all but ";

function allBut(values: readonly string[] = []): string {
  return `${exceptions}${[...values].sort().join(", ")}`;
}

function principals(principal: Principal): readonly string[] {
  return Object.entries(principal).flatMap(([kind, who]) => [who].flat().map((one) => `${kind} ${one}`));
}

/**
 * A condition with several values is met by any of them, so that it says the same as several conditions with one each; a
 * value more is then a right more, and not another right in place of the old. Negated ones and `ForAllValues` are not so.
 */
function alternatives(conditions: Conditions): readonly Conditions[] {
  let all: readonly Conditions[] = [{}];
  for (const [operator, key, value] of triples(conditions)) {
    const values = /Not|^ForAllValues/.test(operator) ? [sortedValue(value)] : [value].flat();
    all = all.flatMap((one) => values.map((each) => ({ ...one, [operator]: { ...one[operator], [key]: each } })));
  }
  return all;
}

function sortedValue(value: string | readonly string[]): string | readonly string[] {
  const values = [...new Set([value].flat())].sort();
  return values.length === 1 ? (values[0] ?? "") : values;
}

function triples(conditions: Conditions): readonly (readonly [string, string, string | readonly string[]])[] {
  const found = Object.entries(conditions).flatMap(([operator, block]) =>
    Object.entries(block).map(([key, value]) => [operator, key, value] as const),
  );
  return found.sort((one, other) => (`${one[0]} ${one[1]}` < `${other[0]} ${other[1]}` ? -1 : 1));
}

/** Whether `wide` covers `narrow`: the same action, a pattern that matches it, and no condition that it lacks. */
export function covers(wide: Right, narrow: Right): boolean {
  if (wide.source !== narrow.source || wide.effect !== narrow.effect) return false;
  if (!matches(wide.action, narrow.action) || !arnCovers(wide.resource, narrow.resource)) return false;
  const held = new Set(triples(narrow.conditions).map((one) => JSON.stringify(one)));
  return triples(wide.conditions).every((one) => held.has(JSON.stringify(one)));
}

/** A wildcard in one of an ARN's first five parts ends at the colon; in the last it matches colons as well. */
export function arnCovers(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === "*") return true;
  if (!wide.startsWith("arn:") || !narrow.startsWith("arn:")) return false;
  const [ours, theirs] = [parts(wide), parts(narrow)];
  return ours.length === theirs.length && ours.every((part, index) => matches(part, theirs[index] ?? ""));
}

function parts(arn: string): readonly string[] {
  const all = arn.split(":");
  return [...all.slice(0, 5), all.slice(5).join(":")];
}

const patterns = new Map<string, RegExp>();

/** What matches a pattern's text matches all that the pattern stands for; but `?` is one character, and `*` may be more. */
function matches(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  // With fewer exceptions it is wider, with more it is narrower: too much for patterns, so that only the same is the same.
  if (wide.startsWith(exceptions) || narrow.startsWith(exceptions) || !/[*?]/.test(wide)) return false;
  const escaped = wide
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, "[^*]");
  const pattern = patterns.get(wide) ?? new RegExp(`^${escaped}$`, "s");
  patterns.set(wide, pattern);
  return pattern.test(narrow);
}
