import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import type { Construct } from "constructs";

export interface PodIdentityProps {
  readonly clusterName: string;
  readonly namespace: string;
  /** Name of the service account, as its chart or workload declares it. */
  readonly serviceAccount: string;
  /** Role whose trust policy names this cluster, namespace and service account. */
  readonly roleArn: string;
}

/**
 * Gives the pods of a service account an AWS role. Stands in the stack that declares the service account, and before
 * it: credentials are injected when a pod is made, so a pod that is older than its association has none.
 */
export class PodIdentity extends EksPodIdentityAssociation {
  constructor(scope: Construct, id: string, { clusterName, namespace, serviceAccount, roleArn }: PodIdentityProps) {
    super(scope, id, { clusterName, namespace, serviceAccount, roleArn });
  }
}
