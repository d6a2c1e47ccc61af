import { CronJobV1 } from "@cdktf/provider-kubernetes/lib/cron-job-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { labelsOf, metadataOf, type WorkloadObject } from "../labels";
import type { Pod } from "../pod/pod";
import { type Runs, runsOf } from "./runs";

export interface Schedule extends Runs {
  /** When, in the five fields of cron, such as "15 3 * * *". */
  readonly schedule: string;
  /** Zone of the IANA database in which that is meant. @default "Etc/UTC" */
  readonly timeZone?: string;
  /** What happens when the one before still runs: the new one is left out, or takes its place, or both run. @default "Forbid" */
  readonly concurrency?: "Forbid" | "Replace" | "Allow";
  /** Seconds by which a run may be late, such as after trouble of the control plane, before it is left out. @default 300 */
  readonly startingDeadlineSeconds?: number;
  /** Ended runs that are kept, with their logs. @default - 3 that ended well, and 3 that failed */
  readonly history?: { readonly successful?: number; readonly failed?: number };
  /** Whether no run starts until further notice. @default false */
  readonly suspended?: boolean;
}

export interface WorkloadCronJobProps extends WorkloadObject, Schedule {
  readonly pod: Pod;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Starts a job by the clock. A change holds from the next run on; one that runs goes on as it is. */
export class WorkloadCronJob extends CronJobV1 {
  constructor(scope: Construct, id: string, props: WorkloadCronJobProps) {
    const { pod, dependsOn, schedule, timeZone = "Etc/UTC", concurrency = "Forbid", history = {} } = props;
    const { startingDeadlineSeconds = 300, suspended = false, workload, namespace } = props;
    super(scope, id, {
      metadata: metadataOf({ workload, namespace }),
      spec: {
        schedule,
        timezone: timeZone,
        concurrencyPolicy: concurrency,
        startingDeadlineSeconds,
        successfulJobsHistoryLimit: history.successful ?? 3,
        failedJobsHistoryLimit: history.failed ?? 3,
        suspend: suspended,
        jobTemplate: {
          metadata: { labels: labelsOf(workload) },
          spec: { ...runsOf(props), template: pod.template },
        },
      },
      dependsOn: [...dependsOn],
    });
  }
}
