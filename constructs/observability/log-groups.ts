import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { waiveShortRetention } from "./short-retention";

export interface LogGroupsProps {
  /** The output of the app teams' pods. */
  readonly applications: LogGroupSettings;
  /** The output of the platform's own pods. */
  readonly system: LogGroupSettings;
  /** What the nodes themselves write: kubelet, containerd and kernel. */
  readonly nodes: LogGroupSettings;
  /** Customer managed key, whose policy lets CloudWatch Logs use it for these groups. */
  readonly keyArn: string;
}

export interface LogGroupSettings {
  readonly name: string;
  /** Days that each entry is kept: one of the values that CloudWatch Logs takes. */
  readonly retentionDays: number;
}

/**
 * Where the output of pods and nodes goes. Apps, platform and nodes apart, since different people may read them and keep them for
 * different times. Made before anything writes: a group that a writer makes has no key and keeps its entries for ever.
 */
export class LogGroups extends Construct {
  readonly applications: CloudwatchLogGroup;
  readonly system: CloudwatchLogGroup;
  readonly nodes: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, { applications, system, nodes, keyArn }: LogGroupsProps) {
    super(scope, id);
    this.applications = this.group("applications", applications, keyArn);
    this.system = this.group("system", system, keyArn);
    this.nodes = this.group("nodes", nodes, keyArn);
  }

  /** All of them, for `after` of what writes. */
  get all(): readonly CloudwatchLogGroup[] {
    return [this.applications, this.system, this.nodes];
  }

  private group(id: string, { name, retentionDays }: LogGroupSettings, kmsKeyId: string): CloudwatchLogGroup {
    const tags = { Name: name };
    const group = new CloudwatchLogGroup(this, id, { name, retentionInDays: retentionDays, kmsKeyId, tags });
    waiveShortRetention(group, retentionDays);
    return group;
  }
}
