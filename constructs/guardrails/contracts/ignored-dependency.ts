import { contractRule } from "./contract-rule";

export const ignoredDependency = contractRule({
  id: "ignored-dependency",
  title: "No construct waits in a way that CDKTF ignores",
});
