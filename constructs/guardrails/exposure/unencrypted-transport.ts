import type { Rule } from "../rule";
import { plainBalancers } from "./transport-balancers";
import { plainDatastores } from "./transport-datastores";
import { plainPolicies } from "./transport-policies";

export const unencryptedTransport: Rule = {
  id: "unencrypted-transport",
  title: "Nothing is reached without TLS",
  severity: "high",
  sources: ["AWS Security Hub S3.5, ELB.1, ELB.17, ElastiCache.5, Opensearch.8", "AWS Well-Architected SEC09-BP02"],
  check: (tree) => [...plainPolicies(tree), ...plainDatastores(tree), ...plainBalancers(tree)],
};
