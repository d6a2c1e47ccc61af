import { contractRule } from "./contract-rule";

export const changedRead = contractRule({
  id: "changed-read",
  title: "Contracts are read from where the environment says, as the stack's own role",
});
