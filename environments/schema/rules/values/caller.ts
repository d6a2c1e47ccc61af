import { valueRule } from "../value-rule";

export const callerShape = valueRule<string>({
  code: "ENV_CALLER",
  states: "a caller is an app with its team",
  fix: "write it as in storefront/web",
  allows: (value) => /^[^/]+\/[^/]+$/.test(value),
});
