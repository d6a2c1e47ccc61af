import { contractRule } from "./contract-rule";

export const nativeReference = contractRule({
  id: "native-reference",
  title: "No stack uses an attribute of another stack directly",
});
