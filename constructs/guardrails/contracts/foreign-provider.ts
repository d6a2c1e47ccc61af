import { contractRule } from "./contract-rule";

export const foreignProvider = contractRule({
  id: "foreign-provider",
  title: "No resource uses another stack's provider, and with it its role",
});
