import { contractRule } from "./contract-rule";

export const unknownOutput = contractRule({
  id: "unknown-output",
  title: "Of another stack's outputs only fields of its contract are read",
});
