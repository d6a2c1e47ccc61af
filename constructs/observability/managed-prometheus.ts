import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { PrometheusAlertManagerDefinition } from "@cdktf/provider-aws/lib/prometheus-alert-manager-definition";
import { PrometheusRuleGroupNamespace } from "@cdktf/provider-aws/lib/prometheus-rule-group-namespace";
import { PrometheusWorkspace } from "@cdktf/provider-aws/lib/prometheus-workspace";
import { Construct } from "constructs";
import type { RuleGroup } from "../charts/kube-prometheus-stack";
import type { LogGroupSettings } from "./log-groups";
import { managedRouting } from "./managed-routing";
import { waiveShortRetention } from "./short-retention";

export interface ManagedPrometheusProps {
  /** What the workspace is called; AWS does not ask for it to be unique. */
  readonly alias: string;
  readonly region: string;
  /** Customer managed key of the metrics. */
  readonly keyArn: string;
  /** Where the service says which rules it can't evaluate and which alerts it can't send. */
  readonly logs: LogGroupSettings;
  readonly logKeyArn: string;
  readonly ruleGroups: readonly RuleGroup[];
  /** SNS topic, whose policy lets the service publish. @default - alerts are evaluated, and nobody is told */
  readonly snsTopicArn?: string;
}

/**
 * A workspace of Amazon Managed Service for Prometheus with the platform's rules. It keeps metrics for 150 days, AWS's
 * default.
 */
export class ManagedPrometheus extends Construct {
  /** Address that samples are written to. */
  readonly remoteWriteUrl: string;
  private readonly workspace: PrometheusWorkspace;

  constructor(scope: Construct, id: string, props: ManagedPrometheusProps) {
    super(scope, id);
    const { alias, region, keyArn, ruleGroups, snsTopicArn } = props;
    const logGroup = this.logGroup(props);
    this.workspace = new PrometheusWorkspace(this, "workspace", {
      alias,
      kmsKeyArn: keyArn,
      // AWS asks for the ARN of all streams of the group.
      loggingConfiguration: { logGroupArn: `${logGroup.arn}:*` },
      tags: { Name: alias },
    });
    this.remoteWriteUrl = `${this.workspace.prometheusEndpoint}api/v1/remote_write`;
    const workspaceId = this.workspace.id;
    // JSON is YAML.
    new PrometheusRuleGroupNamespace(this, "rules", {
      name: "platform",
      workspaceId,
      data: JSON.stringify({ groups: ruleGroups }),
    });
    if (snsTopicArn !== undefined) {
      const definition = managedRouting({ snsTopicArn, region });
      new PrometheusAlertManagerDefinition(this, "alert-manager", { workspaceId, definition });
    }
  }

  private logGroup({ logs: { name, retentionDays }, logKeyArn }: ManagedPrometheusProps): CloudwatchLogGroup {
    const tags = { Name: name };
    const group = new CloudwatchLogGroup(this, "logs", {
      name,
      retentionInDays: retentionDays,
      kmsKeyId: logKeyArn,
      tags,
    });
    waiveShortRetention(group, retentionDays);
    return group;
  }
}
