import type { Rule } from "../rule";
import { elsewhere, secretsIn } from "./scan";

export const secretType: Rule = {
  id: "secret-type",
  title: "No resource or data source is a secret itself",
  severity: "critical",
  sources: ["Terraform: Manage sensitive data in your configuration", "CIS Amazon EKS Benchmark 4.4"],
  waivable: false,
  check: (tree) =>
    secretsIn(tree).types.map(({ type, ...place }) => ({
      ...place,
      value: type,
      problem: "what it makes or reads is a secret, and would stand readable in the state",
      fix: elsewhere,
    })),
};
