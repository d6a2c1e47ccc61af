import { Construct } from "constructs";
import { type Schedule, WorkloadCronJob } from "./controllers/cron-job";
import { Workload } from "./workload";
import type { WorkloadProps } from "./workload-props";

/** No side-cars: an ordinary container that never ends would keep a job from ending. */
export interface ScheduledJobProps extends WorkloadProps, Schedule {}

/** Work that is done by the clock, once at a time. It waits for room, and displaces nobody. */
export class ScheduledJob extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    const workload = new Workload(this, props, { component: "scheduled-job" });
    new WorkloadCronJob(this, "cron-job", {
      ...scheduleOf(props),
      ...workload.object,
      pod: workload.pod({ restartPolicy: "Never", tier: "batch" }),
      dependsOn: workload.dependsOn,
    });
  }
}

function scheduleOf(props: Schedule): Schedule {
  const { schedule, timeZone, concurrency, startingDeadlineSeconds, history, suspended } = props;
  const { retries, deadlineSeconds, parallelism, completions } = props;
  const runs = { retries, deadlineSeconds, parallelism, completions };
  return { schedule, timeZone, concurrency, startingDeadlineSeconds, history, suspended, ...runs };
}
