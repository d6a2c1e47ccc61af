import { z } from "zod";
import type { ValueRule } from "./rules/value-rule";
import { noTemplate, noTemplates } from "./rules/values/template";

/** What a rule says, as a schema's reference shows it. */
type Stated = Pick<ValueRule<unknown>, "code" | "states">;

/** The rules that hang on a field's schema, for its reference. */
export const rulesOf = new WeakMap<z.ZodType, readonly Stated[]>();

/** A text that keeps all of the rules, and holds nothing that Terraform would evaluate. */
export function text(...rules: readonly ValueRule<string>[]) {
  return kept(z.string(), [...rules, noTemplate]);
}

/** A number that keeps all of the rules. */
export function number(...rules: readonly ValueRule<number>[]) {
  return kept(z.number(), rules);
}

/** A list whose items have a schema of their own, and which keeps all of the rules as a whole. */
export function list<Item extends z.ZodType>(item: Item, ...rules: readonly ValueRule<readonly z.output<Item>[]>[]) {
  return kept(z.array(item), rules);
}

/** One of the words, which keeps all of the rules. */
export function choice<const Words extends readonly string[]>(
  words: Words,
  ...rules: readonly ValueRule<Words[number]>[]
) {
  return kept(z.enum(words), rules as readonly ValueRule<unknown>[]);
}

/** Texts by name, which hold nothing that Terraform would evaluate. */
export function texts(...rules: readonly ValueRule<Readonly<Record<string, string>>>[]) {
  return verbatimTexts(...rules, noTemplates);
}

/** Texts by name that reach Terraform escaped, so that they may hold anything. */
export function verbatimTexts(...rules: readonly ValueRule<Readonly<Record<string, string>>>[]) {
  return kept(z.record(z.string(), z.string()), rules);
}

function kept<Schema extends z.ZodType>(schema: Schema, rules: readonly ValueRule<z.output<Schema>>[]): Schema {
  const ruled = schema.superRefine(keeping(rules));
  rulesOf.set(ruled, rules);
  return ruled;
}

/** Every rule speaks up, so that a value with two faults is mended in one go. */
function keeping<Value>(rules: readonly ValueRule<Value>[]) {
  return (value: Value, context: z.RefinementCtx): void => {
    for (const complaint of rules.flatMap((rule) => rule.complaints(value))) {
      context.addIssue({ code: "custom", path: [...complaint.path], params: { complaint } });
    }
  };
}
