import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import type { Construct } from "constructs";
import { metadataOf, type WorkloadObject } from "./labels";

/**
 * The identity of a workload's pods. No token for the Kubernetes API is mounted: apps don't call it, and the one for
 * AWS comes through EKS Pod Identity, which mounts its own.
 */
export class WorkloadAccount extends ServiceAccountV1 {
  constructor(scope: Construct, id: string, props: WorkloadObject) {
    super(scope, id, { metadata: metadataOf(props), automountServiceAccountToken: false });
  }
}
