import type { Rule } from "../rule";
import { type Stored, storedIn } from "./stored";

export const encryptionAtRest: Rule = {
  id: "encryption-at-rest",
  title: "What is stored is encrypted, with a key that the platform holds",
  severity: "high",
  sources: [
    "AWS Well-Architected SEC08-BP02",
    "AWS Security Hub EC2.3, EFS.1, EKS.3, ElastiCache.4, RDS.3, RDS.27, S3.17, SNS.1, SQS.1",
    "CIS Amazon EKS Benchmark 5.3.1",
  ],
  check: (tree) =>
    storedIn(tree).flatMap((stored) => {
      const problem = problemOf(stored);
      return problem ? [{ ...stored.place, value: stored.value, problem, fix: fixOf(stored) }] : [];
    }),
};

function problemOf({ by }: Stored): string | undefined {
  if (by === "nothing") return "what it stores is not encrypted";
  const ofAws = by === "key of AWS" || by.kind === "none" || by.kind === "of-aws";
  return ofAws ? "it is encrypted with a key of AWS's own, which nobody here can restrict or take back" : undefined;
}

function fixOf({ by, argument, purpose }: Stored): string {
  if (!argument) return `turn encryption on${by === "nothing" && purpose === "cache" ? unavailable : ""}`;
  return `${by === "nothing" ? "turn encryption on, and " : ""}give ${argument} ${keyFor(purpose)}`;
}

const unavailable = ", which takes an aws_elasticache_replication_group";

/** How to come by the key. */
export function keyFor(purpose: Stored["purpose"]): string {
  return purpose
    ? `the platform's key for ${purpose}, keyArns.at("${purpose}") of managed-infrastructure`
    : "a key of its own: add a purpose to constructs/encryption/key-purposes.ts, and read it from keyArns of managed-infrastructure";
}
