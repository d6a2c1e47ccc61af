import type { CustomObject } from "./custom-objects";
import { meshNamespaces } from "./mesh";

/** An app that a load balancer sends requests to. */
export interface ExposedApp {
  readonly name: string;
  /** Namespace of its pods. */
  readonly namespace: string;
  /** Port that it listens on. */
  readonly port: number;
}

/**
 * Mutual TLS for whatever pods of the mesh send each other: nothing else gets in. But for one port of each app that a
 * load balancer sends to, since that is in no mesh; the network policies say who reaches that port.
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
    ...exposed.map(({ name, namespace, port }) =>
      policy(`${name}.from-load-balancer`, namespace, {
        selector: { matchLabels: { "app.kubernetes.io/name": name } },
        mtls: strict,
        portLevelMtls: { [port]: { mode: "PERMISSIVE" } },
      }),
    ),
  ];
}
