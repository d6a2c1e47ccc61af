import type { ResolvedElement } from "../../stack/resolved-tree";
import { at } from "../finished-tree";
import { blocksAt, isExpression, switched } from "../provider-values";
import type { Rule, Violation } from "../rule";

/**
 * Arguments that make AWS refuse a deletion; all are off where they are left out. Load balancers that the controller in the
 * cluster makes are not among what they protect: these go with their last Ingress, and hold nothing.
 */
export const protections: Readonly<Record<string, string>> = {
  aws_alb: "enable_deletion_protection",
  aws_cognito_user_pool: "deletion_protection",
  aws_db_instance: "deletion_protection",
  aws_docdb_cluster: "deletion_protection",
  aws_dsql_cluster: "deletion_protection_enabled",
  aws_dynamodb_table: "deletion_protection_enabled",
  aws_eks_cluster: "deletion_protection",
  aws_lb: "enable_deletion_protection",
  aws_neptune_cluster: "deletion_protection",
  aws_networkfirewall_firewall: "delete_protection",
  aws_rds_cluster: "deletion_protection",
  aws_rds_global_cluster: "deletion_protection",
};

/** Arguments by which Terraform empties what AWS would not delete while something is in it. */
export const forces: Readonly<Record<string, string>> = {
  aws_backup_vault: "force_destroy",
  aws_ecr_repository: "force_delete",
  aws_route53_zone: "force_destroy",
  aws_s3_bucket: "force_destroy",
  aws_s3_directory_bucket: "force_destroy",
};

/**
 * What AWS deletes with all that is in it, asks nobody, and keeps no copy of its own accord: Terraform alone can refuse.
 * File systems in EFS are left to their backups, which outlive them.
 */
export const unprotected = [
  "aws_ebs_volume",
  "aws_elasticsearch_domain",
  "aws_keyspaces_table",
  "aws_mq_broker",
  "aws_msk_cluster",
  "aws_opensearch_domain",
  "aws_redshiftserverless_namespace",
  "aws_timestreamwrite_table",
];

export const deletionProtection: Rule = {
  id: "deletion-protection",
  title: "What holds data is not deleted by one wrong apply",
  severity: "critical",
  sources: [
    "AWS Security Hub DynamoDB.6, ELB.6, Neptune.4, DocumentDB.5, RDS.7, RDS.8",
    "Crosswalk playbooks: an app change can't destroy the primary datastore",
  ],
  check: (tree) => [
    ...Object.entries(protections).flatMap(([type, argument]) =>
      tree.resources(type).filter(isOriginal).filter(isOff(argument)).map(unguarded(argument)),
    ),
    ...Object.entries(forces).flatMap(([type, argument]) =>
      tree
        .resources(type)
        .filter(({ body }) => switched(body[argument], false) === true)
        .map(forced(argument)),
    ),
    ...tree
      .resources(...unprotected)
      .filter(mayGo)
      .map(deletable),
    ...tree.resources("aws_secretsmanager_secret").filter(goesAtOnce).map(withoutRecovery),
  ],
};

/** A copy of a database goes with no data of its own. */
function isOriginal({ body }: ResolvedElement): boolean {
  return body.replicate_source_db === undefined;
}

function isOff(argument: string) {
  return ({ body }: ResolvedElement) =>
    // Cognito has words for it.
    body[argument] !== "ACTIVE" && switched(body[argument], false) === false;
}

function unguarded(argument: string) {
  return (element: ResolvedElement): Violation => ({
    ...at(element, argument),
    value: element.body[argument],
    problem: "AWS deletes it as soon as somebody asks, and a replacement begins with that",
    fix: `set ${argument} to ${element.type === "aws_cognito_user_pool" ? '"ACTIVE"' : "true"}; to remove it one day, turn it off in an apply of its own`,
  });
}

function forced(argument: string) {
  return (element: ResolvedElement): Violation => ({
    ...at(element, argument),
    value: element.body[argument],
    problem: "Terraform deletes it together with all that is in it",
    fix: `leave ${argument} out: what is to go one day is emptied first, by somebody who looks at it`,
  });
}

function mayGo({ body }: ResolvedElement): boolean {
  return !blocksAt(body, "lifecycle").some(({ block }) => switched(block.prevent_destroy, false) === true);
}

function deletable(element: ResolvedElement): Violation {
  return {
    ...at(element, "lifecycle.prevent_destroy"),
    problem: "AWS has no protection for it, and deletes it with all that is in it",
    fix: "set lifecycle.prevent_destroy to true, so that Terraform refuses to plan it",
  };
}

function goesAtOnce({ body: { recovery_window_in_days: days } }: ResolvedElement): boolean {
  return days !== undefined && !isExpression(days) && Number(days) === 0;
}

function withoutRecovery(element: ResolvedElement): Violation {
  return {
    ...at(element, "recovery_window_in_days"),
    value: element.body.recovery_window_in_days,
    problem: "a deleted secret is gone at once, and so is what only it opens",
    fix: "leave recovery_window_in_days out, which gives thirty days to take a deletion back",
  };
}
