import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree } from "../finished-tree";
import { statementsOf } from "../resource-policies";
import type { Rule, Violation } from "../rule";
import { letsEverybodyIn } from "./public-statements";

/** Arguments with policies that let others in; that of an endpoint in the VPC lets nobody in, it only lets through. */
export const policies: Readonly<Record<string, string>> = {
  aws_backup_vault_policy: "policy",
  aws_cloudwatch_event_bus_policy: "policy",
  aws_dynamodb_resource_policy: "policy",
  aws_ecr_registry_policy: "policy",
  aws_ecr_repository_policy: "policy",
  aws_efs_file_system_policy: "policy",
  aws_elasticsearch_domain: "access_policies",
  aws_elasticsearch_domain_policy: "access_policies",
  aws_kinesis_resource_policy: "policy",
  aws_kms_external_key: "policy",
  aws_kms_key: "policy",
  aws_kms_key_policy: "policy",
  aws_opensearch_domain: "access_policies",
  aws_opensearch_domain_policy: "access_policies",
  aws_secretsmanager_secret: "policy",
  aws_secretsmanager_secret_policy: "policy",
  aws_sns_topic: "policy",
  aws_sns_topic_policy: "policy",
  aws_sqs_queue: "policy",
  aws_sqs_queue_policy: "policy",
};

export const publicPolicy: Rule = {
  id: "public-policy",
  title: "No policy of a queue, topic, key, repository or secret lets everybody in",
  severity: "critical",
  sources: ["AWS Security Hub KMS.5, SNS.4, SQS.3", "AWS Well-Architected SEC03-BP07"],
  check: (tree) => [
    ...Object.entries(policies).flatMap(([type, argument]) =>
      tree.resources(type).flatMap((element) => open(tree, element, argument)),
    ),
    ...tree.resources("aws_lambda_permission").filter(letsAll).map(callable),
  ],
};

function open(tree: FinishedTree, element: ResolvedElement, argument: string): readonly Violation[] {
  const statements = statementsOf(tree, element, element.body[argument]) ?? [];
  return statements.filter(letsEverybodyIn).map(({ sid, actions }) => ({
    ...at(element, argument),
    value: sid || actions,
    problem: "this statement lets in everybody, of whatever account",
    fix: "name the accounts or services as its principals, or narrow it by aws:PrincipalArn, aws:SourceArn or aws:SourceAccount",
  }));
}

function letsAll({ body }: ResolvedElement): boolean {
  const narrowed = [body.source_account, body.source_arn, body.principal_org_id].some((one) => one !== undefined);
  return body.principal === "*" && !narrowed;
}

function callable(permission: ResolvedElement): Violation {
  return {
    ...at(permission, "principal"),
    value: permission.body.principal,
    problem: "everybody, of whatever account, may call the function",
    fix: "name the account or service as principal, with source_arn or source_account",
  };
}
