import { controllers } from "../names";
import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { systemNamespaces } from "./namespaces";
import {
  clusterCritical,
  oneAtATime,
  type Resources,
  restrictedContainer,
  restrictedPod,
  spread,
} from "./pod-defaults";
import { onSystemNodes } from "./system-nodes";

export interface LoadBalancerControllerOptions {
  /** Name of the EKS cluster: AWS subnets and load balancers are found by tags that carry it. */
  readonly clusterName: string;
  readonly region: string;
  readonly vpcId: string;
  /**
   * Security group that the controller puts on every load balancer and admits to the targets.
   * @default - the controller creates one, `k8s-traffic-<cluster>-<hash>`
   */
  readonly backendSecurityGroupId?: string;
  /**
   * Tags for everything that the controller creates in AWS.
   * @default - only those by which the controller finds its own
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Oldest TLS and ciphers where no class says it, by the name of AWS's policy.
   * @default - AWS's own default
   */
  readonly tlsPolicy?: string;
  /** Whether it reaches services that have no endpoint in the VPC, such as AWS WAF. @default true */
  readonly internet?: boolean;
}

const resources: Resources = {
  requests: { cpu: "100m", memory: "128Mi" },
  limits: { cpu: "1", memory: "512Mi" },
};

/**
 * Makes AWS load balancers for Ingresses and Services.
 *
 * Needs cert-manager up and running, its webhook included: this release contains Issuers and Certificates.
 *
 * Values: kubernetes-sigs/aws-load-balancer-controller, helm/aws-load-balancer-controller at `v3.5.0`; flags:
 * docs/deploy/configurations.md, certificates: docs/deploy/cert-manager.md, security groups:
 * docs/deploy/security_groups.md.
 */
export function loadBalancerController(options: LoadBalancerControllerOptions): Chart {
  const { namespace, serviceAccount } = controllers["load-balancer-controller"];
  return {
    ...catalogue["aws-load-balancer-controller"],
    name: "aws-load-balancer-controller",
    namespace,
    values: {
      ...whereItWorks(options),
      ...whatItMakes(options),
      ...whatItAsks(options),
      ...webhooks,
      serviceAccount: { create: true, name: serviceAccount },
      replicaCount: 2,
      podDisruptionBudget: oneAtATime,
      topologySpreadConstraints: spread({
        "app.kubernetes.io/name": "aws-load-balancer-controller",
        "app.kubernetes.io/instance": "aws-load-balancer-controller",
      }),
      // The spread says it already, and as a rule.
      configureDefaultAffinity: false,
      ...onSystemNodes,
      priorityClassName: clusterCritical,
      podSecurityContext: restrictedPod,
      securityContext: restrictedContainer,
      resources,
    },
  };
}

/** By value: the metadata service answers nothing that runs in a pod. */
function whereItWorks({ clusterName, region, vpcId }: LoadBalancerControllerOptions) {
  return { clusterName, region, vpcId };
}

function whatItMakes({ backendSecurityGroupId, tags, tlsPolicy }: LoadBalancerControllerOptions) {
  return {
    // The classes are made beside the release: see `ingressClass`. An Ingress that names none stays without a load balancer.
    createIngressClassResource: false,
    ingressClassParams: { create: false },
    // The old annotation would be a second way to name a class, past rules that look at the field.
    disableIngressClassAnnotation: true,
    // Nor does an Ingress choose whose load balancer it shares.
    disableIngressGroupNameAnnotation: true,
    // Gateways would be load balancers past the classes.
    controllerConfig: { featureGates: { ALBGatewayAPI: false, NLBGatewayAPI: false } },
    ...(tlsPolicy && { defaultSSLPolicy: tlsPolicy }),
    // An annotation may add tags, but not the one by which a stack knows its own.
    externalManagedTags: ["strata:stack"],
    // Pods have addresses of the VPC, so traffic needs no detour over node ports.
    defaultTargetType: "ip",
    // Nothing becomes public because somebody left out an annotation.
    defaultLoadBalancerScheme: "internal",
    enableBackendSecurityGroup: true,
    ...(backendSecurityGroupId && { backendSecurityGroup: backendSecurityGroupId }),
    ...(tags && { defaultTags: tags }),
  };
}

/**
 * Shield and classic WAF are off, since the controller's role has no rights to them. The newer WAF goes the same way where
 * no call gets to it: an Ingress would wait for the answer, and its load balancer with it.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/, "isolated cluster"
 */
function whatItAsks({ internet = true }: LoadBalancerControllerOptions) {
  return { enableShield: false, enableWaf: false, ...(!internet && { enableWafv2: false }) };
}

const webhooks = {
  // Else the chart renders a Secret with a private key, a new one at each upgrade.
  enableCertManager: true,
  // A wrong Ingress is refused, and while the controller is away all are: what it would do then is unknown. The
  // platform's own namespaces must not wait for it.
  webhookConfig: {
    ingressValdationFailurePolicy: "Fail",
    ingressValidationNamespaceSelector: {
      matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values: [...systemNamespaces] }],
    },
  },
  // A pod without a readiness gate rolls less smoothly; no pod at all is worse.
  podMutatorWebhookConfig: { failurePolicy: "Ignore" },
  // Makes this the controller of Services of type LoadBalancer. The webhook sees the creation of every Service of the
  // cluster, so it must not be able to stop that.
  enableServiceMutatorWebhook: true,
  serviceMutatorWebhookConfig: { failurePolicy: "Ignore" },
} as const;
