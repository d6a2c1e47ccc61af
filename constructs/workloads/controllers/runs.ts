/** How a job's pods run, whatever starts them. */
export interface Runs {
  /** Failures after which the job has failed; each takes a new pod. @default 2 */
  readonly retries?: number;
  /** Seconds after which a run that has not ended has failed. @default 600 */
  readonly deadlineSeconds?: number;
  /** Pods that run at once. @default 1 */
  readonly parallelism?: number;
  /** Pods that have to end well. @default - as many as run at once */
  readonly completions?: number;
}

export const usualDeadlineSeconds = 600;

/** As the provider takes it. A failed pod stays, and its log with it, until its job goes. */
export function runsOf({ retries = 2, deadlineSeconds = usualDeadlineSeconds, parallelism = 1, ...runs }: Runs) {
  return {
    backoffLimit: retries,
    activeDeadlineSeconds: deadlineSeconds,
    parallelism,
    completions: runs.completions ?? parallelism,
  };
}
