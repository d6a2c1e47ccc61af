import { valueRule } from "../value-rule";

/** An exception lasts for longer than anybody remembers it. */
export const exceptionReason = valueRule<string>({
  code: "ENV_EXCEPTION_REASON",
  states: "the reason of an exception has two words or more",
  fix: "say why the app can't keep the policy, and what makes up for it",
  allows: (value) => /\S\s+\S/.test(value),
});
