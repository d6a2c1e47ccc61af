import { allow, type Conditions, type Policies, policyDocument, type Statement } from "../policy-document";
import type { ControllerContext } from "./controller-context";
import { seeActions } from "./load-balancer-controller-reads";

const clusterTag = "elbv2.k8s.aws/cluster";

/**
 * The load balancer controller: load balancers, target groups and security groups that bear this cluster's name, where
 * its own published policy asks for any cluster's. Left out, since nothing here uses them: Cognito, classic WAF, Shield
 * subscriptions, server certificates of IAM, IP pools.
 * Source: kubernetes-sigs/aws-load-balancer-controller, docs/install/iam_policy.json.
 */
export function loadBalancerController(context: ControllerContext): Policies {
  return {
    network: policyDocument(allow("See", seeActions, "*"), ...securityGroups(context)),
    balancers: policyDocument(linkedRole(context), ...loadBalancers(context), ...listeners(context)),
  };
}

function linkedRole({ partition, accountId }: ControllerContext): Statement {
  const service = "elasticloadbalancing.amazonaws.com";
  const role = `arn:${partition}:iam::${accountId}:role/aws-service-role/${service}/*`;
  return allow("LinkedRole", "iam:CreateServiceLinkedRole", role, { StringEquals: { "iam:AWSServiceName": service } });
}

function marked({ names }: ControllerContext, key: "aws:RequestTag" | "aws:ResourceTag"): Conditions {
  return { StringEquals: { [`${key}/${clusterTag}`]: names.cluster } };
}

/** The mark itself stays as it is. */
function remarked(context: ControllerContext): Conditions {
  return {
    ...marked(context, "aws:ResourceTag"),
    "ForAllValues:StringNotEquals": { "aws:TagKeys": [clusterTag] },
    Null: { "aws:TagKeys": "false" },
  };
}

function securityGroups(context: ControllerContext): readonly Statement[] {
  const { names, environment } = context;
  const groups = names.arn("ec2", "security-group/*");
  const rules = ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"];
  return [
    allow("MakeGroups", "ec2:CreateSecurityGroup", groups, marked(context, "aws:RequestTag")),
    allow("MakeGroupsWithin", "ec2:CreateSecurityGroup", names.arn("ec2", "vpc/*"), {
      StringEquals: { "aws:ResourceTag/strata:environment": environment },
    }),
    allow("TagNewGroups", "ec2:CreateTags", groups, {
      StringEquals: { "ec2:CreateAction": "CreateSecurityGroup", [`aws:RequestTag/${clusterTag}`]: names.cluster },
    }),
    allow("RetagGroups", ["ec2:CreateTags", "ec2:DeleteTags"], groups, remarked(context)),
    allow("ChangeGroups", [...rules, "ec2:DeleteSecurityGroup"], groups, marked(context, "aws:ResourceTag")),
    // The way from load balancers to pods, in the group that EKS puts on every node.
    allow("LetTrafficIn", rules, groups, {
      StringEquals: { [`aws:ResourceTag/kubernetes.io/cluster/${names.cluster}`]: "owned" },
    }),
  ];
}

function loadBalancers(context: ControllerContext): readonly Statement[] {
  const things = parts(context, "loadbalancer/app/*/*", "loadbalancer/net/*/*", "targetgroup/*/*");
  const elb = (...actions: readonly string[]) => actions.map((action) => `elasticloadbalancing:${action}`);
  return [
    allow("Make", elb("AddTags", "CreateLoadBalancer", "CreateTargetGroup"), things, marked(context, "aws:RequestTag")),
    allow("Retag", elb("AddTags", "RemoveTags"), things, remarked(context)),
    allow(
      "Change",
      elb(
        "DeleteLoadBalancer",
        "DeleteTargetGroup",
        "DeregisterTargets",
        "ModifyCapacityReservation",
        "ModifyLoadBalancerAttributes",
        "ModifyTargetGroup",
        "ModifyTargetGroupAttributes",
        "RegisterTargets",
        "SetIpAddressType",
        "SetSecurityGroups",
        "SetSubnets",
      ),
      things,
      marked(context, "aws:ResourceTag"),
    ),
    allow("Protect", ["wafv2:AssociateWebACL", "wafv2:DisassociateWebACL"], parts(context, "loadbalancer/app/*/*")),
    allow(
      "ProtectWith",
      ["wafv2:AssociateWebACL", "wafv2:GetWebACL"],
      context.names.arn("wafv2", "regional/webacl/*/*"),
    ),
    // The load balancer's side of it, which AWS authorizes on no resource.
    allow("BeProtected", "elasticloadbalancing:SetWebACL", "*"),
  ];
}

/** Listeners and rules are born with the tags of their load balancer. */
function listeners(context: ControllerContext): readonly Statement[] {
  const things = parts(
    context,
    ...["listener/app/*/*/*", "listener/net/*/*/*", "listener-rule/app/*/*/*/*", "listener-rule/net/*/*/*/*"],
  );
  const elb = (...actions: readonly string[]) => actions.map((action) => `elasticloadbalancing:${action}`);
  const balancers = parts(context, "loadbalancer/app/*/*", "loadbalancer/net/*/*");
  return [
    allow("MakeListeners", elb("CreateListener"), balancers, marked(context, "aws:ResourceTag")),
    allow("MakeRules", elb("CreateRule"), things, marked(context, "aws:ResourceTag")),
    allow("TagListeners", elb("AddTags"), things, marked(context, "aws:RequestTag")),
    allow("RetagListeners", elb("AddTags", "RemoveTags"), things, remarked(context)),
    allow(
      "ChangeListeners",
      elb(
        "AddListenerCertificates",
        "DeleteListener",
        "DeleteRule",
        "ModifyListener",
        "ModifyListenerAttributes",
        "ModifyRule",
        "RemoveListenerCertificates",
        "SetRulePriorities",
      ),
      things,
      marked(context, "aws:ResourceTag"),
    ),
  ];
}

function parts({ names }: ControllerContext, ...resources: readonly string[]): readonly string[] {
  return resources.map((resource) => names.arn("elasticloadbalancing", resource));
}
