import type { ResolvedElement } from "../../stack/resolved-tree";
import { at } from "../finished-tree";
import { blocksAt, isExpression, switched, texts } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { isWorld } from "./world";

export const publicEndpoint: Rule = {
  id: "public-endpoint",
  title: "An endpoint on the internet answers those only that somebody has listed",
  severity: "critical",
  sources: [
    "AWS Security Hub EKS.1, Opensearch.2",
    "CIS Amazon EKS Benchmark 5.4.1, 5.4.2",
    "EKS best practices, security: network security",
  ],
  check: (tree) => [
    ...tree.resources("aws_eks_cluster").flatMap(clusterEndpoint),
    ...tree.resources("aws_lambda_function_url").flatMap(functionUrl),
    ...tree.resources("aws_opensearch_domain", "aws_elasticsearch_domain").flatMap(searchEndpoint),
  ],
};

/** EKS opens the endpoint where nothing is said, and to everybody where no list is given. */
function clusterEndpoint(cluster: ResolvedElement): readonly Violation[] {
  const { endpoint_public_access: access, public_access_cidrs: cidrs } =
    blocksAt(cluster.body, "vpc_config")[0]?.block ?? {};
  if (switched(access, true) === false) return [];
  const listed = texts(cidrs ?? []);
  const open = listed.length === 0 || listed.some(isWorld);
  if (!open) return [];
  return [
    {
      ...at(cluster, `vpc_config.${access === undefined ? "endpoint_public_access" : "public_access_cidrs"}`),
      value: access === undefined && cidrs === undefined ? undefined : cidrs,
      problem: "the Kubernetes API is open to everybody, as it is wherever EKS is told nothing else",
      fix: 'choose cluster.endpoint { access: "private" } in the environment, or list the blocks of your offices and runners in its allowedCidrs',
    },
  ];
}

function functionUrl(url: ResolvedElement): readonly Violation[] {
  if (url.body.authorization_type !== "NONE") return [];
  return [
    {
      ...at(url, "authorization_type"),
      value: url.body.authorization_type,
      problem: "everybody on the internet may call the function",
      fix: 'set authorization_type to "AWS_IAM"',
    },
  ];
}

function searchEndpoint(domain: ResolvedElement): readonly Violation[] {
  const inVpc = blocksAt(domain.body, "vpc_options").some(
    ({ block }) => isExpression(block.subnet_ids) || texts(block.subnet_ids ?? []).length > 0,
  );
  if (inVpc) return [];
  return [
    {
      ...at(domain, "vpc_options"),
      problem: "its endpoint is on the internet",
      fix: "set vpc_options.subnet_ids to the data subnets, and vpc_options.security_group_ids to a group of its own",
    },
  ];
}
