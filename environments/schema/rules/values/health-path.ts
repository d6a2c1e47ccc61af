import { valueRule } from "../value-rule";

export const healthPath = valueRule<string>({
  code: "ENV_HEALTH_PATH",
  states: "a health path starts with a slash and has no space, query or fragment",
  fix: "write it as in /healthz",
  allows: (value) => /^\/[^\s?#]*$/.test(value),
});
