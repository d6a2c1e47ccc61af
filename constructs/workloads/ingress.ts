import { IngressV1 } from "@cdktf/provider-kubernetes/lib/ingress-v1";
import type { Construct } from "constructs";
import { metadataOf, type WorkloadObject } from "./labels";

export interface PublicAddress {
  /** Full name under which the workload is reached, such as `www.example.com`. */
  readonly host: string;
  readonly ingressClassName: string;
  /** Workloads of one group share a load balancer, its cost, and its fate. */
  readonly loadBalancerGroup: string;
  /** Address blocks of the subnets in which the load balancer stands. */
  readonly loadBalancerAddresses: readonly string[];
  /**
   * ACM certificate for the host.
   * @default - none yet: the load balancer is reached inside the VPC only, without TLS
   */
  readonly certificateArn?: string;
}

export interface PublicIngressProps extends WorkloadObject {
  readonly address: PublicAddress;
  readonly port: number;
  readonly healthPath: string;
}

/**
 * Leads a host name to a workload through an application load balancer that knows the pods themselves.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
export class PublicIngress extends IngressV1 {
  constructor(scope: Construct, id: string, { address, port, healthPath, ...object }: PublicIngressProps) {
    const backend = { service: { name: object.workload.name, port: { number: port } } };
    const { host, ingressClassName } = address;
    super(scope, id, {
      metadata: { ...metadataOf(object), annotations: { ...targets(healthPath), ...listeners(address) } },
      spec: {
        ingressClassName,
        rule: [{ host, http: { path: [{ path: "/", pathType: "Prefix", backend }] } }],
        ...(address.certificateArn !== undefined && { tls: [{ hosts: [host] }] }),
      },
    });
  }
}

function annotations(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`alb.ingress.kubernetes.io/${name}`, value]),
  );
}

function targets(healthPath: string) {
  return annotations({
    "target-type": "ip",
    "backend-protocol": "HTTP",
    "healthcheck-path": healthPath,
    "healthcheck-interval-seconds": "10",
    "success-codes": "200",
    // As long as a pod may take to finish; the default of five minutes would outlive it by far.
    "target-group-attributes": "deregistration_delay.timeout_seconds=30",
  });
}

/** Nothing is open to the world without TLS: plain HTTP only leads over to it. */
function listeners({ certificateArn, loadBalancerGroup }: PublicAddress) {
  const group = {
    "group.name": loadBalancerGroup,
    "load-balancer-attributes": "routing.http.drop_invalid_header_fields.enabled=true",
  };
  if (certificateArn === undefined) {
    return annotations({ ...group, scheme: "internal", "listen-ports": JSON.stringify([{ HTTP: 80 }]) });
  }
  return annotations({
    ...group,
    scheme: "internet-facing",
    "listen-ports": JSON.stringify([{ HTTP: 80 }, { HTTPS: 443 }]),
    "ssl-redirect": "443",
    "ssl-policy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
    "certificate-arn": certificateArn,
  });
}
