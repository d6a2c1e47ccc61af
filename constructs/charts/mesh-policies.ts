import type { CustomObject } from "./custom-objects";
import { meshNamespaces } from "./mesh";

/** An app that is reached from outside of the mesh. */
export interface ExposedApp {
  readonly name: string;
  /** Namespace of its pods. */
  readonly namespace: string;
  /** Ports on which a load balancer or Prometheus reaches it. */
  readonly ports: readonly number[];
}

/**
 * Mutual TLS for whatever pods of the mesh send each other: nothing else gets in. But for the ports of apps that a
 * load balancer sends to, or that Prometheus asks, since those are in no mesh; the network policies say who reaches them.
 * https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export function meshPolicies(exposed: readonly ExposedApp[]): readonly CustomObject[] {
  const policy = (name: string, namespace: string, spec: object): CustomObject => {
    return { apiVersion: "security.istio.io/v1", kind: "PeerAuthentication", metadata: { name, namespace }, spec };
  };
  const strict = { mode: "STRICT" };
  return [
    // In the namespace of the control plane it holds for the whole mesh.
    policy("default", meshNamespaces.controlPlane, { mtls: strict }),
    ...exposed.map(({ name, namespace, ports }) =>
      policy(`${name}.from-outside`, namespace, {
        selector: { matchLabels: { "app.kubernetes.io/name": name } },
        mtls: strict,
        portLevelMtls: Object.fromEntries(ports.map((port) => [port, { mode: "PERMISSIVE" }])),
      }),
    ),
  ];
}
