import type { Rule } from "../rule";
import { elsewhere, secretsIn } from "./scan";

export const secretText: Rule = {
  id: "secret-text",
  title: "No text looks like a credential",
  severity: "critical",
  sources: ["Terraform: Manage sensitive data in your configuration", "AWS Well-Architected SEC02-BP03"],
  waivable: false,
  check: (tree) =>
    secretsIn(tree).shaped.map((place) => ({ ...place, problem: "the text looks like a credential", fix: elsewhere })),
};
