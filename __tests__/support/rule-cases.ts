import type { Rule } from "../../constructs/guardrails/rule";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import { findingsOn } from "./guarded-stack";

/** What is added to a stack. */
export type Add = (stack: PlatformStack) => void;

/** By the rule's id: what it refuses, and what it lets pass. */
export type RuleCases = Readonly<
  Record<string, { readonly rule: Rule; readonly refused: Record<string, Add>; readonly fine: Record<string, Add> }>
>;

/** Holds each rule to its cases, and the message on the first that it refuses to what is expected, rule by rule. */
export function holdToCases(cases: RuleCases, messages: readonly string[]): void {
  const rows = (kind: "refused" | "fine") =>
    Object.entries(cases).flatMap(([id, one]) =>
      Object.entries(one[kind]).map(([name, add]) => [id, name, one.rule, add] as const),
    );

  it.each(rows("refused"))("%s refuses %s", (id, _, rule, add) => {
    expect(findingsOn([rule], add)).toEqual([expect.stringContaining(`[${id}]`)]);
  });

  it.each(rows("fine"))("%s lets pass %s", (_, __, rule, add) => {
    expect(findingsOn([rule], add)).toEqual([]);
  });

  it("each rule says what is wrong, and how to mend it", () => {
    const said = Object.values(cases).flatMap(({ rule, refused }) => {
      const [first] = Object.values(refused);
      return first ? findingsOn([rule], first) : [];
    });
    expect(said).toEqual(messages);
  });
}
