import { logPrefixes } from "../storage/log-delivery";
import type { CustomObject } from "./custom-objects";

/** A class of load balancers, for the Ingresses of one namespace. */
export interface IngressClassOptions {
  /** Name of the class, of its parameters, and of the group whose Ingresses share a load balancer. */
  readonly name: string;
  /** The one namespace that may use it. */
  readonly namespace: string;
  readonly scheme: "internet-facing" | "internal";
  /** Subnets in which the load balancer stands, one in a zone. */
  readonly subnetIds: readonly string[];
  /** Blocks that reach it; at least one, since none would mean everybody. */
  readonly inboundCidrs: readonly string[];
  /** Name of AWS's policy of TLS versions and ciphers. */
  readonly tlsPolicy: string;
  /** ACM certificate of all hosts. @default - none: hosts are served without TLS */
  readonly certificateArn?: string;
  /** Bucket that gets the access logs. */
  readonly accessLogBucket: string;
  /** Name of the web ACL of AWS WAF before it. @default - none */
  readonly webAclName?: string;
  /** Tags of the load balancer and what belongs to it. */
  readonly tags: Readonly<Record<string, string>>;
}

const apiGroup = "elbv2.k8s.aws";
/** What the controller watches for, as `spec.controller` of a class. */
const controller = "ingress.k8s.aws/alb";

/**
 * An IngressClass with all that its teams can't choose: what stands in the parameters of a class wins over annotations of
 * an Ingress. The web ACL is named and not given by its ARN, since an annotation with the name `none` would win over that.
 * A group of its own keeps other Ingresses off the load balancer, where they could take over hosts.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller at `v3.5.0`, docs/guide/ingress/ingress_class.md,
 * apis/elbv2/v1beta1/ingressclassparams_types.go, and how pkg/ingress weighs parameters and annotations.
 */
export function ingressClass(options: IngressClassOptions): readonly CustomObject[] {
  const { name } = options;
  return [
    {
      apiVersion: `${apiGroup}/v1beta1`,
      kind: "IngressClassParams",
      metadata: { name },
      spec: { ...whoAndWhere(options), ...encryption(options), ...behaviour(options) },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "IngressClass",
      metadata: { name },
      spec: { controller, parameters: { apiGroup, kind: "IngressClassParams", name } },
    },
  ];
}

function whoAndWhere({ name, namespace, scheme, subnetIds, inboundCidrs, tags }: IngressClassOptions) {
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    group: { name },
    scheme,
    ipAddressType: "ipv4",
    subnets: { ids: subnetIds },
    inboundCIDRs: inboundCidrs,
    targetType: "ip",
    tags: keyed(tags),
  };
}

/** An Ingress that declares no listener with TLS is refused where there is a certificate: nothing redirects to it then. */
function encryption({ tlsPolicy, certificateArn }: IngressClassOptions) {
  return {
    sslPolicy: tlsPolicy,
    ...(certificateArn !== undefined && { certificateArn: [certificateArn], sslRedirectPort: "443" }),
  };
}

function behaviour({ accessLogBucket, webAclName }: IngressClassOptions) {
  return {
    ...(webAclName !== undefined && { wafv2AclName: webAclName }),
    loadBalancerAttributes: keyed({
      "access_logs.s3.enabled": "true",
      "access_logs.s3.bucket": accessLogBucket,
      "access_logs.s3.prefix": logPrefixes.loadBalancers,
      // It goes with its last Ingress; protected, it would hold up whoever removes that.
      "deletion_protection.enabled": "false",
      "routing.http.desync_mitigation_mode": "defensive",
      "routing.http.drop_invalid_header_fields.enabled": "true",
      "routing.http.xff_header_processing.mode": "append",
      // While AWS WAF does not answer, nobody gets past it.
      "waf.fail_open.enabled": "false",
    }),
    listeners: [
      {
        protocol: "HTTPS",
        port: 443,
        listenerAttributes: keyed({
          "routing.http.response.server.enabled": "false",
          "routing.http.response.strict_transport_security.header_value": "max-age=31536000",
        }),
      },
    ],
  };
}

function keyed(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}
