import { contractRule } from "./contract-rule";

export const handMadeRead = contractRule({
  id: "hand-made-read",
  title: "States are read through contracts only",
});
