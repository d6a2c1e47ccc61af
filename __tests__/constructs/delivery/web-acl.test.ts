import { WebAcl, type WebAclProps } from "../../../constructs/delivery/web-acl";
import { type Body, synthesize } from "../../support/synthesize";

const plain: WebAclProps = {
  name: "strata-demo",
  managedRules: { ipReputation: "block", common: "block", knownBadInputs: "count", sqlInjection: "off" },
  rateLimit: { requests: 500, action: "block" },
  log: {
    name: "aws-waf-logs-strata-demo",
    keyArn: "arn:aws:kms:eu-central-1:111122223333:key/1",
    retentionDays: 90,
    of: "matched",
  },
};
const webAcl = (changes: Partial<WebAclProps> = {}) =>
  synthesize((stack) => void new WebAcl(stack, "web-acl", { ...plain, ...changes }));
const stack = webAcl();
const acl = stack.only("aws_wafv2_web_acl");
const rule = (name: string): Body => acl.rule.find((one: Body) => one.name === name);

it("lets through what no rule objects to", () => {
  expect(acl).toMatchObject({ name: "strata-demo", scope: "REGIONAL", default_action: { allow: {} } });
});

it("refuses addresses that send too much, before anything else is asked", () => {
  expect(rule("rate-limit")).toMatchObject({
    priority: 0,
    action: { block: {} },
    statement: { rate_based_statement: { aggregate_key_type: "IP", limit: 500, evaluation_window_sec: 300 } },
  });
});

it("asks AWS's groups, which block, count or are left out, one after the other", () => {
  expect(acl.rule.map(({ name, priority }: Body) => [priority, name])).toEqual([
    [0, "rate-limit"],
    [1, "AWSManagedRulesAmazonIpReputationList"],
    [2, "AWSManagedRulesCommonRuleSet"],
    [3, "AWSManagedRulesKnownBadInputsRuleSet"],
  ]);
  expect(rule("AWSManagedRulesAmazonIpReputationList").override_action).toEqual({ none: {} });
  expect(rule("AWSManagedRulesKnownBadInputsRuleSet").override_action).toEqual({ count: {} });
});

it("only counts requests for their size: every upload is beyond what AWS WAF looks at", () => {
  const { rule_action_override: overridden } =
    rule("AWSManagedRulesCommonRuleSet").statement.managed_rule_group_statement;
  expect(overridden).toEqual([{ name: "SizeRestrictions_BODY", action_to_use: { count: {} } }]);
});

it("measures itself and each of its rules", () => {
  const measured = [acl, ...acl.rule].map(
    ({ visibility_config }: Body) => visibility_config.cloudwatch_metrics_enabled,
  );
  expect(new Set(measured)).toEqual(new Set([true]));
});

it("logs what a rule objected to, under the key of logs, and all only where that is asked for", () => {
  expect(stack.only("aws_cloudwatch_log_group")).toMatchObject({
    name: "aws-waf-logs-strata-demo",
    kms_key_id: plain.log.keyArn,
    retention_in_days: 90,
  });
  const { logging_filter: filter } = stack.only("aws_wafv2_web_acl_logging_configuration");
  expect(filter).toMatchObject({ default_behavior: "DROP", filter: [{ behavior: "KEEP", requirement: "MEETS_ANY" }] });
  const all = webAcl({ log: { ...plain.log, of: "all" } }).only("aws_wafv2_web_acl_logging_configuration");
  expect(all).not.toHaveProperty("logging_filter");
});

it("shows nobody what signs users in, neither in the log nor in samples", () => {
  expect(acl.data_protection_config.data_protection).toEqual([
    {
      action: "SUBSTITUTION",
      field: { field_type: "SINGLE_HEADER", field_keys: ["authorization", "cookie", "x-api-key"] },
    },
  ]);
});
