import { Construct } from "constructs";
import { WorkloadJob } from "./controllers/job";
import type { Runs } from "./controllers/runs";
import { Workload } from "./workload";
import type { WorkloadProps } from "./workload-props";

/** No side-cars: an ordinary container that never ends would keep a job from ending. */
export interface JobProps extends WorkloadProps, Runs {
  /** Whether an apply waits for the job, and fails with it. @default true */
  readonly waited?: boolean;
}

/** Work that is done once for each image, setting, file and version of a secret, such as a migration of a database. */
export class Job extends Construct {
  constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id);
    const { retries, deadlineSeconds, parallelism, completions, waited } = props;
    const workload = new Workload(this, props, { component: "job" });
    new WorkloadJob(this, "job", {
      ...workload.object,
      retries,
      deadlineSeconds,
      parallelism,
      completions,
      waited,
      pod: workload.pod({ restartPolicy: "Never", tier: "batch" }),
      dependsOn: workload.dependsOn,
    });
  }
}
