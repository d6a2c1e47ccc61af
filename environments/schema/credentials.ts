import { looksLikeCredential } from "../../constructs/guardrails/secrets/credentials";
import type { Complaint, Path } from "./rules/finding";

export const credentialCode = "ENV_CREDENTIAL";

/** What looks like a credential, wherever it stands: all of an environment goes into Git, the output and the state. */
export function credentialsIn(value: unknown, path: Path = [], seen = new Set<unknown>()): readonly Complaint[] {
  if (typeof value === "string") return looksLikeCredential(value) ? [complaint(path)] : [];
  if (typeof value !== "object" || value === null || seen.has(value)) return [];
  seen.add(value);
  const keyOf = (key: string) => (Array.isArray(value) ? Number(key) : key);
  return Object.entries(value).flatMap(([key, part]) => credentialsIn(part, [...path, keyOf(key)], seen));
}

function complaint(path: Path): Complaint {
  return {
    path,
    problem: "nothing in an environment is a secret, and this looks like a credential",
    fix: "keep it in Secrets Manager, and write its ARN or name where one is asked for; take this one back from whoever issued it, since it stands in Git",
    code: credentialCode,
    hidden: true,
  };
}
