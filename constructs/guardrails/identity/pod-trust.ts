import { at } from "../finished-tree";
import { listOf, type WrittenStatement } from "../policy-documents";
import type { Rule } from "../rule";
import { allowing, trustDocuments } from "./documents";

const wanted = ["aws:sourcearn", "aws:requesttag/kubernetes-namespace", "aws:requesttag/kubernetes-service-account"];

export const podTrustNarrow: Rule = {
  id: "pod-trust",
  title: "A role for pods is for one service account of one cluster",
  severity: "critical",
  sources: [
    "Amazon EKS User Guide: Create IAM role with trust policy required by EKS Pod Identity",
    "EKS best practices, security: identities and credentials for pods",
  ],
  check: (tree) =>
    trustDocuments(tree).flatMap((document) =>
      allowing(document)
        .filter(isForPods)
        .map(missing)
        .filter((keys) => keys.length > 0)
        .map((keys) => ({
          ...at(document.element, document.argument),
          value: keys.join(", "),
          problem: "the trust does not ask for it, so that pods of other service accounts or clusters get the role",
          fix: "use podTrust, which asks for cluster, namespace and service account",
        })),
    ),
};

function isForPods({ Principal }: WrittenStatement): boolean {
  return typeof Principal === "object" && listOf(Principal.Service).includes("pods.eks.amazonaws.com");
}

function missing({ Condition = {} }: WrittenStatement): readonly string[] {
  const narrow = Object.entries(Condition)
    .filter(([operator]) => /^(ForAnyValue:)?(String|Arn)(Equals|Like)$/.test(operator))
    .flatMap(([, keys]) => Object.entries(keys))
    .filter(([, values]) => listOf(values).every((value) => !/[*?]/.test(value)))
    .map(([key]) => key.toLowerCase());
  return wanted.filter((key) => !narrow.includes(key));
}
