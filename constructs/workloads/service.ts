import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1";
import type { Construct } from "constructs";
import { metadataOf, selectorOf, type WorkloadObject } from "./labels";

export interface WorkloadServiceProps extends WorkloadObject {
  /** Port that the container listens on, and its service with it. */
  readonly port: number;
}

/** The address of a workload inside the cluster: `http://<name>.<namespace>:<port>`. */
export class WorkloadService extends ServiceV1 {
  constructor(scope: Construct, id: string, { port, ...object }: WorkloadServiceProps) {
    super(scope, id, {
      metadata: metadataOf(object),
      spec: {
        type: "ClusterIP",
        selector: selectorOf(object.workload),
        // A number, not the port's name: the VPC CNI matches a policy's port with the service's by it.
        port: [{ name: "http", port, targetPort: String(port), protocol: "TCP", appProtocol: "http" }],
      },
    });
  }
}
