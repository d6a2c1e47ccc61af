import { Controller } from "../../constructs/charts/controller";
import { fluentBit } from "../../constructs/charts/fluent-bit";
import type { ClusterAddresses } from "../../constructs/cluster/network-peers";
import { fluentBitTraffic } from "../../constructs/observability/fluent-bit-traffic";
import { LogGroups } from "../../constructs/observability/log-groups";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import { controllerIdentity } from "../controller-identity";

export interface LoggingSurroundings {
  /** Key of the logs. */
  readonly keyArn: string;
  readonly addresses: ClusterAddresses;
}

/** The log groups of apps, platform and nodes, and what fills them. */
export function declareLogging(stack: PlatformStack, { keyArn, addresses }: LoggingSurroundings): LogGroups {
  const { names, environment } = stack;
  const { applicationRetentionDays, systemRetentionDays, nodeRetentionDays } = environment.logs;
  const groups = new LogGroups(stack, "logs", {
    applications: { name: names.logGroup("applications"), retentionDays: applicationRetentionDays },
    system: { name: names.logGroup("system"), retentionDays: systemRetentionDays },
    nodes: { name: names.logGroup("nodes"), retentionDays: nodeRetentionDays },
    keyArn,
  });
  new Controller(stack, "fluent-bit", {
    chart: fluentBit({
      region: environment.aws.region,
      applicationLogGroup: names.logGroup("applications"),
      systemLogGroup: names.logGroup("system"),
      nodeLogGroup: names.logGroup("nodes"),
    }),
    traffic: fluentBitTraffic(addresses),
    identity: controllerIdentity(names, "fluent-bit"),
    after: groups.all,
  });
  return groups;
}
