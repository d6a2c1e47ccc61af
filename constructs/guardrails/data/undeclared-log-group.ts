import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree, oncePerTree } from "../finished-tree";
import { blocksAt, isExpression, texts } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { writtenOut } from "../written-out";

/**
 * Services make the log group that they write to where there is none: without a key, kept for ever, and unknown to
 * Terraform. Enhanced monitoring of RDS is no part of it: all of an account's writes to one group, which AWS keeps for
 * thirty days.
 */
export const undeclaredLogGroup: Rule = {
  id: "undeclared-log-group",
  title: "Whatever a service logs goes to a log group that is declared",
  severity: "medium",
  sources: [
    "AWS Security Hub CloudWatch.16",
    "Amazon EKS User Guide: control plane logs",
    "AWS Well-Architected SEC08-BP02",
  ],
  check: (tree) => [
    ...Object.entries(writers).flatMap(([type, groupsOf]) =>
      tree.resources(type).flatMap((element) => missing(tree, element, groupsOf(tree, element))),
    ),
    ...tree.resources("helm_release").filter(makesGroups).map(madeByFluentBit),
  ],
};

/** A log group that a service will write to, and the argument that makes it. */
interface Written {
  readonly argument: string;
  readonly name: string;
}
type GroupsOf = (tree: FinishedTree, element: ResolvedElement) => readonly Written[];

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html and its like. */
const writers: Readonly<Record<string, GroupsOf>> = {
  aws_db_instance: exported("/aws/rds/instance", "identifier"),
  aws_docdb_cluster: exported("/aws/docdb", "cluster_identifier"),
  aws_neptune_cluster: exported("/aws/neptune", "cluster_identifier", "enable_cloudwatch_logs_exports"),
  aws_rds_cluster: exported("/aws/rds/cluster", "cluster_identifier"),
  aws_eks_cluster: (tree, element) =>
    texts(element.body.enabled_cluster_log_types).length > 0
      ? one(tree, element, "enabled_cluster_log_types", "name", (name) => `/aws/eks/${name}/cluster`)
      : [],
  aws_lambda_function: (tree, element) =>
    blocksAt(element.body, "logging_config").every(({ block }) => block.log_group === undefined)
      ? one(tree, element, "function_name", "function_name", (name) => `/aws/lambda/${name}`)
      : [],
  aws_codebuild_project: (tree, element) =>
    element.body.logs_config === undefined
      ? one(tree, element, "name", "name", (name) => `/aws/codebuild/${name}`)
      : [],
};

function exported(prefix: string, identifier: string, argument = "enabled_cloudwatch_logs_exports"): GroupsOf {
  return (tree, element) =>
    texts(element.body[argument])
      .filter((log) => !isExpression(log))
      .flatMap((log) => one(tree, element, argument, identifier, (name) => `${prefix}/${name}/${log}`));
}

/** Of what has a name that only AWS knows, nothing can be said. */
function one(
  tree: FinishedTree,
  element: ResolvedElement,
  argument: string,
  naming: string,
  groupOf: (name: string) => string,
): readonly Written[] {
  const name = writtenOut(tree, element, element.body[naming]);
  return name === undefined ? [] : [{ argument, name: groupOf(name) }];
}

const declared = oncePerTree(
  (tree) =>
    new Set(tree.resources("aws_cloudwatch_log_group").map((group) => writtenOut(tree, group, group.body.name))),
);

function missing(tree: FinishedTree, element: ResolvedElement, written: readonly Written[]): readonly Violation[] {
  return written
    .filter(({ name }) => !declared(tree).has(name))
    .map(({ argument, name }) => ({
      ...at(element, argument),
      value: name,
      problem: "no stack declares this log group, so that the service makes it: without a key, and kept for ever",
      fix: "declare an aws_cloudwatch_log_group of this name with a key and a retention, and put it into dependsOn",
    }));
}

function makesGroups({ body }: ResolvedElement): boolean {
  return texts(body.values).some((text) => /auto_create_group["']?\s*:?\s*["']?(true|on)\b/i.test(text));
}

function madeByFluentBit(release: ResolvedElement): Violation {
  return {
    ...at(release, "values"),
    value: "auto_create_group true",
    problem: "Fluent Bit makes log groups by itself: without a key, and kept for ever",
    fix: "write auto_create_group false, and declare an aws_cloudwatch_log_group for every output",
  };
}
