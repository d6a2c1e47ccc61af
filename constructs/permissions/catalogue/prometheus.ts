import type { Catalogue, Grant, ResourceView } from "../entry";
import { adoptingTags, anywhere, creating, on, owned, retagging, usingKey } from "../ownership";

/**
 * Amazon Managed Service for Prometheus. A workspace's id is AWS's choice, so that rights rest on tags (service
 * authorization reference, Amazon Managed Service for Prometheus).
 */
const workspaces = ({ names }: ResourceView) => [names.arn("aps", "workspace/*")];

/** Groups of rules, by their own name, in whichever workspace. */
const ruleGroups = (r: ResourceView) => [r.names.arn("aps", `rulegroupsnamespace/*/${r.text("name")}`)];

/** https://docs.aws.amazon.com/prometheus/latest/userguide/encryption-at-rest-Amazon-Service-Prometheus.html */
const encryption = (r: ResourceView): readonly Grant[] =>
  r.has("kms_key_arn")
    ? [
        usingKey(
          r,
          "kms_key_arn",
          ["CreateGrant", "Decrypt", "DescribeKey", "GenerateDataKey"].map((use) => `kms:${use}`),
          "aps",
        ),
      ]
    : [];

const deliveriesHaveNoArn =
  "the service sets up the delivery of its logs with its caller's rights, and CloudWatch Logs knows neither an ARN nor a " +
  "condition for these actions (service authorization reference, Amazon CloudWatch Logs; CloudWatch Logs user guide, " +
  "Logs sent to CloudWatch Logs)";

/** https://docs.aws.amazon.com/prometheus/latest/userguide/CW-logs.html */
const logDelivery = (r: ResourceView): readonly Grant[] =>
  r.has("logging_configuration")
    ? [
        anywhere(
          ["logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:PutResourcePolicy", "logs:UpdateLogDelivery"],
          deliveriesHaveNoArn,
        ),
        anywhere([
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
        ]),
      ]
    : [];

const logging = (r: ResourceView, ...verbs: readonly string[]): readonly Grant[] => [
  owned(
    r,
    verbs.map((verb) => `aps:${verb}LoggingConfiguration`),
    workspaces(r),
  ),
  ...logDelivery(r),
];

export const prometheus: Catalogue = {
  aws_prometheus_workspace: {
    arn: (r) => workspaces(r).join(),
    create: (r) => [
      {
        ...creating(r, ["aps:CreateWorkspace"], ["*"]),
        because:
          "a new workspace has no ARN: the action knows no resource (service authorization reference, Amazon Managed " +
          "Service for Prometheus)",
      },
      adoptingTags(r, ["aps:TagResource"], workspaces(r)),
      ...encryption(r),
      ...logging(r, "Create"),
    ],
    read: (r) => [
      on(workspaces(r), "aps:DescribeLoggingConfiguration", "aps:DescribeWorkspace", "aps:ListTagsForResource"),
    ],
    update: (r) => [
      owned(r, ["aps:UpdateWorkspaceAlias"], workspaces(r)),
      ...logging(r, "Create", "Delete", "Update"),
      retagging(r, ["aps:TagResource", "aps:UntagResource"], workspaces(r)),
    ],
    delete: (r) => [owned(r, ["aps:DeleteWorkspace"], workspaces(r)), ...logDelivery(r)],
  },
  aws_prometheus_rule_group_namespace: {
    arn: (r) => ruleGroups(r).join(),
    create: (r) => [
      creating(r, ["aps:CreateRuleGroupsNamespace"], ruleGroups(r)),
      adoptingTags(r, ["aps:TagResource"], ruleGroups(r)),
    ],
    read: (r) => [on(ruleGroups(r), "aps:DescribeRuleGroupsNamespace", "aps:ListTagsForResource")],
    update: (r) => [
      owned(r, ["aps:PutRuleGroupsNamespace"], ruleGroups(r)),
      retagging(r, ["aps:TagResource", "aps:UntagResource"], ruleGroups(r)),
    ],
    delete: (r) => [owned(r, ["aps:DeleteRuleGroupsNamespace"], ruleGroups(r))],
  },
  /** Of which a workspace has one: authorized on the workspace. */
  aws_prometheus_alert_manager_definition: {
    arn: (r) => workspaces(r).join(),
    create: (r) => [owned(r, ["aps:CreateAlertManagerDefinition"], workspaces(r))],
    read: (r) => [on(workspaces(r), "aps:DescribeAlertManagerDefinition")],
    update: (r) => [owned(r, ["aps:PutAlertManagerDefinition"], workspaces(r))],
    delete: (r) => [owned(r, ["aps:DeleteAlertManagerDefinition"], workspaces(r))],
  },
};
