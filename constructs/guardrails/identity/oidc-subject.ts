import type { Rule } from "../rule";
import { eachWebIdentity } from "./web-identity";

export const oidcSubject: Rule = {
  id: "oidc-subject",
  title: "A pipeline's role is for one subject, written out in full",
  severity: "critical",
  sources: [
    "GitHub: Configuring OpenID Connect in Amazon Web Services",
    "IAM User Guide: Create a role for OpenID Connect federation",
  ],
  check: (tree) =>
    eachWebIdentity(tree, "sub", ({ equal, alike }) => {
      const patterns = alike.filter((value) => /[*?]/.test(value));
      if (patterns.length === 0 && equal.length + alike.length > 0) return undefined;
      return {
        value: patterns.join(", ") || undefined,
        problem:
          patterns.length > 0
            ? "jobs of other repositories, branches or pull requests can match the pattern and take the role"
            : "every job of the issuer can take the role, whoever's it is",
        fix: "ask by StringEquals for the one subject of the job, such as repo:<owner>/<repository>:environment:<name>",
      };
    }),
};
