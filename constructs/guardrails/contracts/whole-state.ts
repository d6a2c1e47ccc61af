import { contractRule } from "./contract-rule";

export const wholeState = contractRule({
  id: "whole-state",
  title: "Of another stack's state single fields are taken, and never all",
});
