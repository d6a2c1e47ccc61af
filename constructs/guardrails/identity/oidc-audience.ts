import type { Rule } from "../rule";
import { eachWebIdentity } from "./web-identity";

export const oidcAudience: Rule = {
  id: "oidc-audience",
  title: "A pipeline's role asks for the audience of the token",
  severity: "high",
  sources: ["IAM User Guide: Create a role for OpenID Connect federation", "RFC 7519, 4.1.3"],
  check: (tree) =>
    eachWebIdentity(tree, "aud", ({ equal, alike }) => {
      const named = [...equal, ...alike.filter((value) => !/[*?]/.test(value))];
      if (named.length > 0) return undefined;
      return {
        value: alike.join(", ") || undefined,
        problem: "a token that was made for another service can be used to take the role",
        fix: "ask by StringEquals for the audience, such as sts.amazonaws.com",
      };
    }),
};
