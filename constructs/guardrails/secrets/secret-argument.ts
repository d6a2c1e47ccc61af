import type { Rule } from "../rule";
import { elsewhere, secretsIn } from "./scan";

export const secretArgument: Rule = {
  id: "secret-argument",
  title: "No argument, variable or chart value that carries a secret is filled in",
  severity: "critical",
  sources: ["Terraform: Manage sensitive data in your configuration", "AWS Well-Architected SEC02-BP03"],
  waivable: false,
  check: (tree) =>
    secretsIn(tree).known.map((place) => ({
      ...place,
      problem: "the argument carries a secret, which would stand readable in the state or in the output",
      fix: elsewhere,
    })),
};
