import { contractRule } from "./contract-rule";

export const backwardDependency = contractRule({
  id: "backward-dependency",
  title: "Stacks depend on earlier stacks only",
});
