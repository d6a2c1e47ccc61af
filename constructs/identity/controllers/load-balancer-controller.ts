import { allow, type Conditions, deny, type Policies, policyDocument, type Statement } from "../policy-document";
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
    balancers: policyDocument(linkedRole(context), ...loadBalancers(context)),
    listeners: policyDocument(...listeners(context)),
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
  const balancers = parts(context, "loadbalancer/app/*/*", "loadbalancer/net/*/*");
  const groups = parts(context, "targetgroup/*/*");
  const own = marked(context, "aws:ResourceTag");
  return [
    allow("Make", elb("CreateLoadBalancer"), balancers, marked(context, "aws:RequestTag")),
    allow("MakeTargets", elb("CreateTargetGroup"), groups, marked(context, "aws:RequestTag")),
    allow("Tag", elb("AddTags"), [...balancers, ...groups], marked(context, "aws:RequestTag")),
    allow("Retag", elb("AddTags", "RemoveTags"), [...balancers, ...groups], remarked(context)),
    allow("Change", balancerChanges, balancers, own),
    allow("ChangeTargets", targetChanges, groups, own),
    allow("Protect", ["wafv2:AssociateWebACL", "wafv2:DisassociateWebACL"], parts(context, "loadbalancer/app/*/*")),
    allow(
      "ProtectWith",
      ["wafv2:AssociateWebACL", "wafv2:GetWebACL"],
      context.names.arn("wafv2", `regional/webacl/${context.names.webAcl}/*`),
    ),
    // The load balancer's side of it, which AWS authorizes on no resource.
    allow("BeProtected", elb("SetWebAcl"), "*"),
    // The world comes in through application load balancers, past AWS WAF. An annotation could put a network load
    // balancer before an internal one, or a Service could ask for its own.
    deny("NoWayAround", elb("CreateLoadBalancer"), parts(context, "loadbalancer/net/*/*"), {
      StringEquals: { "elasticloadbalancing:Scheme": "internet-facing" },
    }),
  ];
}

const balancerChanges = elb(
  "DeleteLoadBalancer",
  "ModifyCapacityReservation",
  "ModifyLoadBalancerAttributes",
  "SetIpAddressType",
  "SetSecurityGroups",
  "SetSubnets",
);

const targetChanges = elb(
  "DeleteTargetGroup",
  "DeregisterTargets",
  "ModifyTargetGroup",
  "ModifyTargetGroupAttributes",
  "RegisterTargets",
);

/** Listeners and rules are born with the tags of their load balancer. */
function listeners(context: ControllerContext): readonly Statement[] {
  const balancers = parts(context, "loadbalancer/app/*/*", "loadbalancer/net/*/*");
  const on = parts(context, "listener/app/*/*/*", "listener/net/*/*/*");
  const rules = parts(context, "listener-rule/app/*/*/*/*", "listener-rule/net/*/*/*/*");
  const own = marked(context, "aws:ResourceTag");
  return [
    allow("MakeListeners", elb("CreateListener"), balancers, own),
    allow("MakeRules", elb("CreateRule"), on, own),
    allow("TagListeners", elb("AddTags"), [...on, ...rules], marked(context, "aws:RequestTag")),
    allow("RetagListeners", elb("AddTags", "RemoveTags"), [...on, ...rules], remarked(context)),
    allow("ChangeListeners", listenerChanges, on, own),
    allow("ChangeRules", elb("DeleteRule", "ModifyRule", "SetRulePriorities"), rules, own),
  ];
}

const listenerChanges = elb(
  "AddListenerCertificates",
  "DeleteListener",
  "ModifyListener",
  "ModifyListenerAttributes",
  "RemoveListenerCertificates",
);

function elb(...actions: readonly string[]): readonly string[] {
  return actions.map((action) => `elasticloadbalancing:${action}`);
}

function parts({ names }: ControllerContext, ...resources: readonly string[]): readonly string[] {
  return resources.map((resource) => names.arn("elasticloadbalancing", resource));
}
