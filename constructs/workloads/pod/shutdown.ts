/** How a pod goes without losing a request. */
export interface Shutdown {
  /**
   * Seconds for which a pod that is to go still takes requests, while the load balancer and the other pods learn that
   * it is going. @default - 20 for what is called, 0 for what is not
   */
  readonly drainSeconds?: number;
  /**
   * Who spends that time: a `sleep` before the container is told to stop, or the application, which then has to go on
   * serving after SIGTERM. The second is for images that hold no `sleep` command; Kubernetes has one of its own, but
   * the Terraform provider can't express it (2.38, `pre_stop` takes exec, http_get and tcp_socket).
   * @default "sleep"
   */
  readonly drainBy?: "sleep" | "application";
  /** Seconds that requests under way may take to finish once the container is told to stop. @default 30 */
  readonly finishSeconds?: number;
}

/** Of what others call: the time that they take to learn of its end. */
export const servingDrainSeconds = 20;

/** The grace period covers both: it starts with the hook, and ends with SIGKILL. */
export function shutdownOf({ drainSeconds = servingDrainSeconds, drainBy = "sleep", finishSeconds = 30 }: Shutdown) {
  return {
    terminationGracePeriodSeconds: drainSeconds + finishSeconds,
    ...(drainBy === "sleep" &&
      drainSeconds > 0 && { lifecycle: { preStop: [{ exec: { command: ["sleep", String(drainSeconds)] } }] } }),
  };
}
