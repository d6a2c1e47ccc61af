import { contractRule } from "./contract-rule";

export const changedBackend = contractRule({
  id: "changed-backend",
  title: "Every stack writes its own state, where the environment says",
});
