import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1";
import type { Construct } from "constructs";
import { metadataOf, selectorOf, type WorkloadObject } from "./labels";

export interface WorkloadServiceProps extends WorkloadObject {
  /** Port that the container listens on, and its service with it. */
  readonly port: number;
  /**
   * What is spoken there. Its name is the port's as well, by which service meshes and load balancers know it.
   * @default "http"
   */
  readonly protocol?: ServicePort;
  /** Who answers: any of the pods, or the one on the caller's own node. @default "any" */
  readonly answeredBy?: "any" | "own-node";
}

export type ServicePort = "http" | "tcp";

/** The address of a workload inside the cluster: `<name>.<namespace>:<port>`. */
export class WorkloadService extends ServiceV1 {
  constructor(scope: Construct, id: string, props: WorkloadServiceProps) {
    const { port, protocol = "http", answeredBy = "any", ...object } = props;
    super(scope, id, {
      metadata: metadataOf(object),
      spec: {
        type: "ClusterIP",
        selector: selectorOf(object.workload),
        ...(answeredBy === "own-node" && { internalTrafficPolicy: "Local" }),
        // A number, not the port's name: the VPC CNI matches a policy's port with the service's by it.
        port: [{ name: protocol, port, targetPort: String(port), protocol: "TCP", appProtocol: protocol }],
      },
    });
  }
}

export interface MembersServiceProps extends WorkloadObject {
  readonly port: number;
}

/**
 * The addresses of the single pods of a stateful set: `<name>-0.<name>-members.<namespace>`. Without an address of its
 * own, and told of pods that are not ready yet, since members look for each other in order to become ready.
 */
export class MembersService extends ServiceV1 {
  constructor(scope: Construct, id: string, { port, ...object }: MembersServiceProps) {
    super(scope, id, {
      metadata: metadataOf(object, membersSuffix),
      spec: {
        clusterIp: "None",
        publishNotReadyAddresses: true,
        selector: selectorOf(object.workload),
        port: [{ name: "tcp", port, targetPort: String(port), protocol: "TCP", appProtocol: "tcp" }],
      },
    });
  }

  /** Name of the service, known at synth. */
  static nameOf({ workload }: WorkloadObject): string {
    return `${workload.name}${membersSuffix}`;
  }
}

const membersSuffix = "-members";
