import { at } from "../finished-tree";
import type { Rule } from "../rule";

interface Limit {
  readonly argument: string;
  /** Characters. */
  readonly longest: number;
}

/** Service's own documentation of each name; for Kubernetes, "Object Names and IDs", and 52 for a CronJob. */
const limits: Readonly<Record<string, Limit>> = {
  aws_cloudwatch_event_rule: { argument: "name", longest: 64 },
  aws_cloudwatch_log_group: { argument: "name", longest: 512 },
  aws_db_instance: { argument: "identifier", longest: 63 },
  aws_db_subnet_group: { argument: "name", longest: 255 },
  aws_dynamodb_table: { argument: "name", longest: 255 },
  aws_ecr_repository: { argument: "name", longest: 256 },
  aws_efs_file_system: { argument: "creation_token", longest: 64 },
  aws_eks_cluster: { argument: "name", longest: 100 },
  aws_eks_node_group: { argument: "node_group_name", longest: 63 },
  aws_elasticache_parameter_group: { argument: "name", longest: 255 },
  aws_elasticache_replication_group: { argument: "replication_group_id", longest: 40 },
  aws_elasticache_subnet_group: { argument: "name", longest: 255 },
  aws_elasticache_user: { argument: "user_id", longest: 40 },
  aws_elasticache_user_group: { argument: "user_group_id", longest: 40 },
  aws_iam_group: { argument: "name", longest: 128 },
  aws_iam_instance_profile: { argument: "name", longest: 128 },
  aws_iam_policy: { argument: "name", longest: 128 },
  aws_iam_role: { argument: "name", longest: 64 },
  aws_iam_user: { argument: "name", longest: 64 },
  aws_kms_alias: { argument: "name", longest: 256 },
  aws_lambda_function: { argument: "function_name", longest: 64 },
  aws_launch_template: { argument: "name", longest: 128 },
  aws_lb: { argument: "name", longest: 32 },
  aws_lb_target_group: { argument: "name", longest: 32 },
  aws_rds_cluster: { argument: "cluster_identifier", longest: 63 },
  aws_rds_cluster_instance: { argument: "identifier", longest: 63 },
  aws_rds_cluster_parameter_group: { argument: "name", longest: 255 },
  aws_s3_bucket: { argument: "bucket", longest: 63 },
  aws_security_group: { argument: "name", longest: 255 },
  aws_sns_topic: { argument: "name", longest: 256 },
  aws_sqs_queue: { argument: "name", longest: 80 },
  aws_wafv2_web_acl: { argument: "name", longest: 128 },
  helm_release: { argument: "name", longest: 53 },
  kubernetes_cron_job_v1: { argument: "metadata.name", longest: 52 },
  kubernetes_daemon_set_v1: { argument: "metadata.name", longest: 63 },
  kubernetes_deployment_v1: { argument: "metadata.name", longest: 63 },
  kubernetes_job_v1: { argument: "metadata.name", longest: 63 },
  kubernetes_namespace_v1: { argument: "metadata.name", longest: 63 },
  kubernetes_service_v1: { argument: "metadata.name", longest: 63 },
  kubernetes_stateful_set_v1: { argument: "metadata.name", longest: 52 },
};

export const nameTooLong: Rule = {
  id: "name-too-long",
  title: "No name is longer than AWS or Kubernetes take it",
  severity: "medium",
  sources: ["AWS documentation of each service's names", "Kubernetes: Object Names and IDs"],
  waivable: false,
  check: (tree) =>
    Object.entries(limits).flatMap(([type, { argument, longest }]) =>
      tree.resources(type).flatMap((element) => {
        const name = nameAt(element.body, argument);
        if (typeof name !== "string" || name.includes("${") || name.length <= longest) return [];
        return [
          {
            ...at(element, argument),
            value: name,
            problem: `the name has ${name.length} characters, and ${type} takes ${longest}`,
            fix: "shorten what it is made of: the name of the environment, the team, the app or the thing itself",
          },
        ];
      }),
    ),
};

function nameAt(body: unknown, argument: string): unknown {
  return argument
    .split(".")
    .reduce<unknown>((value, key) => [(value as Record<string, unknown> | undefined)?.[key]].flat()[0], body);
}
