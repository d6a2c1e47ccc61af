import { z } from "zod";
import type { ValueRule } from "./rules/value-rule";

/** A text that keeps all of the rules. */
export function text(...rules: readonly ValueRule<string>[]) {
  return z.string().superRefine(keeping(rules));
}

/** A number that keeps all of the rules. */
export function number(...rules: readonly ValueRule<number>[]) {
  return z.number().superRefine(keeping(rules));
}

/** A list whose items have a schema of their own, and which keeps all of the rules as a whole. */
export function list<Item extends z.ZodType>(item: Item, ...rules: readonly ValueRule<readonly z.output<Item>[]>[]) {
  return z.array(item).superRefine(keeping(rules));
}

/** Texts by name. */
export function texts(...rules: readonly ValueRule<Readonly<Record<string, string>>>[]) {
  return z.record(z.string(), z.string()).superRefine(keeping(rules));
}

/** Every rule speaks up, so that a value with two faults is mended in one go. */
function keeping<Value>(rules: readonly ValueRule<Value>[]) {
  return (value: Value, context: z.RefinementCtx): void => {
    for (const complaint of rules.flatMap((rule) => rule.complaints(value))) {
      context.addIssue({ code: "custom", path: [...complaint.path], params: { complaint } });
    }
  };
}
