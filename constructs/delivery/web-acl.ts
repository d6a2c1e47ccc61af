import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "constructs";
import { waiveShortRetention } from "../observability/short-retention";
import { metrics, type WebAclRules, webAclRules } from "./web-acl-rules";

export interface WebAclProps extends WebAclRules {
  readonly name: string;
  readonly log: {
    /** Begins with `aws-waf-logs-`: AWS WAF writes to no other. */
    readonly name: string;
    readonly keyArn: string;
    readonly retentionDays: number;
    /** Requests that a rule objected to, or each one. */
    readonly of: "matched" | "all";
  };
}

/**
 * The web ACL that the load balancer controller puts before the public load balancers, found by its name, with a log of
 * what its rules objected to. Who may see the log sees addresses and paths of users, but nothing that signs them in.
 */
export class WebAcl extends Construct {
  readonly name: string;
  /** For `after` of what puts it before something: the log is there from the first request. */
  readonly logging: Wafv2WebAclLoggingConfiguration;

  constructor(scope: Construct, id: string, { name, log, ...rules }: WebAclProps) {
    super(scope, id);
    this.name = name;
    const acl = new Wafv2WebAcl(this, "acl", {
      name,
      description: "Before the public load balancers",
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rule: webAclRules(rules),
      visibilityConfig: metrics(name),
      dataProtectionConfig: { dataProtection: [hidden] },
      tags: { Name: name },
    });
    const group = new CloudwatchLogGroup(this, "log", {
      name: log.name,
      retentionInDays: log.retentionDays,
      kmsKeyId: log.keyArn,
      tags: { Name: log.name },
    });
    waiveShortRetention(group, log.retentionDays);
    this.logging = new Wafv2WebAclLoggingConfiguration(this, "logging", {
      resourceArn: acl.arn,
      logDestinationConfigs: [group.arn],
      ...(log.of === "matched" && { loggingFilter: matchedOnly }),
    });
  }
}

/**
 * Headers that sign somebody in, replaced in logs and in samples of requests alike. In lower case, as AWS WAF gives them back.
 * https://docs.aws.amazon.com/waf/latest/developerguide/data-protection-masking.html
 */
const hidden = {
  action: "SUBSTITUTION",
  field: { fieldType: "SINGLE_HEADER", fieldKeys: ["authorization", "cookie", "x-api-key"] },
};

const matchedOnly = {
  defaultBehavior: "DROP",
  filter: [
    {
      behavior: "KEEP",
      requirement: "MEETS_ANY",
      condition: ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"].map((action) => ({ actionCondition: { action } })),
    },
  ],
};
