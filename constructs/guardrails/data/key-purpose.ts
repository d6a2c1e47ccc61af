import type { Rule } from "../rule";
import { keyFor } from "./encryption-at-rest";
import { type Stored, storedIn } from "./stored";

/** Who may use one key has no way to what another encrypts: only as long as nobody mixes them. */
export const keyPurpose: Rule = {
  id: "key-purpose",
  title: "What is stored is encrypted with the key that is made for it",
  severity: "high",
  sources: ["AWS Well-Architected SEC08-BP01", "AWS KMS best practices: key policies, least privilege"],
  check: (tree) =>
    storedIn(tree).flatMap((stored) => {
      const problem = problemOf(stored);
      return problem
        ? [{ ...stored.place, value: stored.value, problem, fix: `give it ${keyFor(stored.purpose)}` }]
        : [];
    }),
};

function problemOf({ by, purpose }: Stored): string | undefined {
  if (typeof by === "string") return undefined;
  if (by.kind === "foreign") return "no stack declares this key, so that nobody here says who may use it";
  if (by.kind !== "declared") return undefined;
  if (by.signs) return "this key signs, and encrypts nothing";
  if (by.purpose === undefined || by.purpose === purpose) return undefined;
  return `this is the key for ${by.purpose}: who may read those could read this as well, and its policy lets in no other service`;
}
