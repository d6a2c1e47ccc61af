import type { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";

type Managed = "block" | "count" | "off";

export interface WebAclRules {
  readonly managedRules: {
    readonly ipReputation: Managed;
    readonly common: Managed;
    readonly knownBadInputs: Managed;
    readonly sqlInjection: Managed;
  };
  /** Requests from one address in five minutes, and what becomes of those beyond. */
  readonly rateLimit: { readonly requests: number; readonly action: "block" | "count" };
}

/**
 * Groups of rules that AWS keeps up to date, in the order in which they are asked. With the limit of rates they take 1,127
 * of the 1,500 capacity units that a web ACL has for its basic price.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
const groups: readonly { readonly of: keyof WebAclRules["managedRules"]; readonly name: string }[] = [
  { of: "ipReputation", name: "AWSManagedRulesAmazonIpReputationList" },
  { of: "common", name: "AWSManagedRulesCommonRuleSet" },
  { of: "knownBadInputs", name: "AWSManagedRulesKnownBadInputsRuleSet" },
  { of: "sqlInjection", name: "AWSManagedRulesSQLiRuleSet" },
];

/** Rules that only count although their group blocks, by group. Any upload is beyond 8 KB, the limit of this one. */
const counted: Readonly<Record<string, readonly string[]>> = {
  AWSManagedRulesCommonRuleSet: ["SizeRestrictions_BODY"],
};

/**
 * The rules of a web ACL. cdktf knows no types within a statement and passes it on as it is, so names there are Terraform's.
 * Who sends too much is refused before the groups are asked.
 */
export function webAclRules({ managedRules, rateLimit }: WebAclRules): Wafv2WebAclRule[] {
  const asked = groups.filter(({ of }) => managedRules[of] !== "off");
  return [
    limitOfRates(rateLimit),
    ...asked.map(({ of, name }, index) => groupOfRules(name, index + 1, managedRules[of])),
  ];
}

/** Samples of requests stay in AWS WAF for three hours, where its console shows them. */
export function metrics(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

function limitOfRates({ requests, action }: WebAclRules["rateLimit"]): Wafv2WebAclRule {
  const name = "rate-limit";
  return {
    name,
    priority: 0,
    action: { [action]: {} },
    statement: { rate_based_statement: { aggregate_key_type: "IP", evaluation_window_sec: 300, limit: requests } },
    visibilityConfig: metrics(name),
  };
}

function groupOfRules(name: string, priority: number, what: Managed): Wafv2WebAclRule {
  const overridden = (counted[name] ?? []).map((rule) => ({ name: rule, action_to_use: { count: {} } }));
  return {
    name,
    priority,
    // The group's own actions, which block, or none of them.
    overrideAction: what === "block" ? { none: {} } : { count: {} },
    statement: { managed_rule_group_statement: { vendor_name: "AWS", name, rule_action_override: overridden } },
    visibilityConfig: metrics(name),
  };
}
