import type { Catalogue, Grant, ResourceView } from "../entry";
import { anywhere, creating, on, owned, retagging } from "../ownership";

/** A web ACL by its name; AWS chooses the id behind it. */
const acl = (r: ResourceView) => r.names.arn("wafv2", `regional/webacl/${r.text("name")}/*`);

/** AWS's own groups of rules, which AWS WAF counts among the resources of a web ACL: they bear no tags and no account of ours. */
const groups = ({ partition, region }: ResourceView) =>
  `arn:${partition}:wafv2:${region}:*:regional/managedruleset/*/*`;

const logged = (r: ResourceView) => r.arns("resource_arn");

/**
 * AWS WAF. An association with a load balancer is not here: the load balancer controller makes it.
 * https://docs.aws.amazon.com/waf/latest/developerguide/security_iam_service-with-iam.html
 */
export const wafv2: Catalogue = {
  aws_wafv2_web_acl: {
    arn: acl,
    create: (r) => [
      creating(r, ["wafv2:CreateWebACL"], [acl(r), groups(r)]),
      creating(r, ["wafv2:TagResource"], [acl(r)]),
    ],
    read: (r) => [on([acl(r)], "wafv2:GetWebACL", "wafv2:ListTagsForResource")],
    update: (r) => [
      owned(r, ["wafv2:UpdateWebACL"], [acl(r)]),
      on([groups(r)], "wafv2:UpdateWebACL"),
      retagging(r, ["wafv2:TagResource", "wafv2:UntagResource"], [acl(r)]),
    ],
    delete: (r) => [owned(r, ["wafv2:DeleteWebACL"], [acl(r)])],
  },
  aws_wafv2_web_acl_logging_configuration: {
    arn: (r) => r.arns("resource_arn").join(),
    create: (r) => [logging(r), ...delivering()],
    read: (r) => [on(logged(r), "wafv2:GetLoggingConfiguration")],
    update: (r) => [logging(r), ...delivering()],
    delete: (r) => [
      on(logged(r), "wafv2:DeleteLoggingConfiguration"),
      anywhere(["logs:DeleteLogDelivery"], deliveries),
    ],
  },
};

/** To these groups and no other. */
function logging(r: ResourceView): Grant {
  const conditions = { ArnLike: { "wafv2:LogDestinationResource": r.arns("log_destination_configs") } };
  return { actions: ["wafv2:PutLoggingConfiguration"], resources: logged(r), conditions };
}

const deliveries =
  "deliveries of logs know neither an ARN nor a condition (service authorization reference, CloudWatch Logs)";

/**
 * AWS WAF lets itself write to the group, with its caller's rights.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
 */
function delivering(): readonly Grant[] {
  return [
    anywhere(["logs:CreateLogDelivery", "logs:PutResourcePolicy"], deliveries),
    anywhere(["logs:DescribeLogGroups", "logs:DescribeResourcePolicies"]),
  ];
}
