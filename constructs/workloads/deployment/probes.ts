export interface Health {
  /** Port that the container listens on. */
  readonly port: number;
  /** Path that answers 200 once the container is ready to serve. */
  readonly path: string;
}

/**
 * How Kubernetes tells whether a container may get requests and whether it has to be started again. Liveness asks for
 * no more than a connection: the path may tell of a database that is away, and restarting every pod would not bring it
 * back.
 */
export function probesOf({ port, path }: Health) {
  const ready = { httpGet: { path, port: String(port), scheme: "HTTP" }, timeoutSeconds: 2, successThreshold: 1 };
  return {
    // Two minutes to start, during which the other two wait.
    startupProbe: { ...ready, periodSeconds: 2, failureThreshold: 60 },
    readinessProbe: { ...ready, periodSeconds: 5, failureThreshold: 3 },
    livenessProbe: {
      tcpSocket: [{ port: String(port) }],
      timeoutSeconds: 2,
      successThreshold: 1,
      periodSeconds: 10,
      failureThreshold: 6,
    },
  };
}
