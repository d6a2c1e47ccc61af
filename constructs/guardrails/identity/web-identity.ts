import { at, type FinishedTree } from "../finished-tree";
import { listOf, type WrittenStatement } from "../policy-documents";
import type { Violation } from "../rule";
import { allowing, trustDocuments } from "./documents";

/** What a trust in an OIDC provider asks of a claim of the token. */
export interface Asked {
  /** Compared in full: no operator that takes patterns. */
  readonly equal: readonly string[];
  /** Compared by an operator that takes patterns, or that lets tokens without the claim pass. */
  readonly alike: readonly string[];
}

/** What is wrong with roles that jobs take with a token of an OIDC provider. */
export function eachWebIdentity(
  tree: FinishedTree,
  claim: "sub" | "aud",
  check: (asked: Asked) => Pick<Violation, "value" | "problem" | "fix"> | undefined,
): readonly Violation[] {
  return trustDocuments(tree).flatMap((document) =>
    allowing(document)
      .filter(isFederated)
      .flatMap((statement) => {
        const wrong = check(asked(statement, claim));
        return wrong ? [{ ...at(document.element, document.argument), ...wrong }] : [];
      }),
  );
}

function isFederated({ Principal, Action }: WrittenStatement): boolean {
  const federated =
    typeof Principal === "object" && listOf(Principal.Federated).some((one) => !/:saml-provider\//.test(one));
  return federated && listOf(Action).some((action) => /^sts:(AssumeRoleWithWebIdentity|\*)$/i.test(action));
}

function asked({ Condition = {} }: WrittenStatement, claim: string): Asked {
  const of = (equal: boolean) =>
    Object.entries(Condition)
      .filter(([operator]) => /^(ForAnyValue:)?StringEquals(IgnoreCase)?$/.test(operator) === equal)
      .filter(([operator]) => !/Not/.test(operator))
      .flatMap(([, keys]) => Object.entries(keys))
      .filter(([key]) => key.toLowerCase().endsWith(`:${claim}`))
      .flatMap(([, values]) => listOf(values));
  return { equal: of(true), alike: of(false) };
}
