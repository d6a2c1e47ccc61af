import { IngressV1 } from "@cdktf/provider-kubernetes/lib/ingress-v1";
import type { Construct } from "constructs";
import { metadataOf, type WorkloadObject } from "./labels";

export interface PublicAddress {
  /** Full name under which the workload is reached, such as `www.example.com`. */
  readonly host: string;
  /** Class of the load balancer, which says all of it that is no matter of the workload. */
  readonly ingressClassName: string;
  /** Address blocks of the subnets in which the load balancer stands. */
  readonly loadBalancerAddresses: readonly string[];
  /** Whether the class has a certificate for the host. Without one, it is served inside the VPC only. */
  readonly encrypted: boolean;
}

export interface PublicIngressProps extends WorkloadObject {
  readonly address: PublicAddress;
  readonly port: number;
  readonly healthPath: string;
}

/**
 * Leads a host name to a workload through an application load balancer that knows the pods themselves. What the load balancer
 * is like, TLS, firewall and logs included, says its class: annotations could not change it.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
export class PublicIngress extends IngressV1 {
  constructor(scope: Construct, id: string, { address, port, healthPath, ...object }: PublicIngressProps) {
    const backend = { service: { name: object.workload.name, port: { number: port } } };
    const { host, ingressClassName, encrypted } = address;
    super(scope, id, {
      metadata: { ...metadataOf(object), annotations: annotationsOf(healthPath, encrypted) },
      spec: {
        ingressClassName,
        rule: [{ host, http: { path: [{ path: "/", pathType: "Prefix", backend }] } }],
        ...(encrypted && { tls: [{ hosts: [host] }] }),
      },
    });
  }
}

/** Plain HTTP only leads over to TLS, which is a matter of the class. */
function annotationsOf(healthPath: string, encrypted: boolean): Record<string, string> {
  const values = {
    "backend-protocol": "HTTP",
    "healthcheck-path": healthPath,
    "healthcheck-interval-seconds": "10",
    "success-codes": "200",
    // As long as a pod may take to finish; the default of five minutes would outlive it by far.
    "target-group-attributes": "deregistration_delay.timeout_seconds=30",
    "listen-ports": JSON.stringify([{ HTTP: 80 }, ...(encrypted ? [{ HTTPS: 443 }] : [])]),
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`alb.ingress.kubernetes.io/${name}`, value]),
  );
}
