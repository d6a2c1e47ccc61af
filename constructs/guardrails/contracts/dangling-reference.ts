import { contractRule } from "./contract-rule";

export const danglingReference = contractRule({
  id: "dangling-reference",
  title: "Every address that is referred to is one of the stack",
});
