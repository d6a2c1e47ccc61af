import type { ResolvedElement } from "../../stack/resolved-tree";
import { at } from "../finished-tree";
import { blocks, blocksAt } from "../provider-values";
import type { Rule, Violation } from "../rule";

const prefix = "service.beta.kubernetes.io/aws-load-balancer";
const schemeOfIngress = "alb.ingress.kubernetes.io/scheme";

/** Who is open to the world, and what stands before it, is for the classes of Ingresses to say. */
export const publicService: Rule = {
  id: "public-service",
  title: "What runs in the cluster is reached from outside through an Ingress of a class alone",
  severity: "high",
  sources: [
    "EKS best practices, networking: load balancing",
    "Kubernetes: Service, publishing services",
    "CVE-2020-8554",
  ],
  check: (tree) => [
    ...tree.resources("kubernetes_service_v1", "kubernetes_service").flatMap(opened),
    ...tree.resources("kubernetes_ingress_v1", "kubernetes_ingress").flatMap(facing),
  ],
};

function opened(service: ResolvedElement): readonly Violation[] {
  const annotations = blocksAt(service.body, "metadata.annotations")[0]?.block ?? {};
  return blocksAt(service.body, "spec").flatMap(({ block: { type, external_ips: addresses } }) => [
    ...(type === "NodePort"
      ? [violation(service, "spec.type", type, "every node listens on a port for it, past load balancer and firewall")]
      : []),
    ...(type === "LoadBalancer" && !isInternal(annotations)
      ? [
          violation(
            service,
            "spec.type",
            type,
            "it gets a load balancer that the internet may reach, past certificate and firewall",
          ),
        ]
      : []),
    ...(blocks(addresses).length > 0
      ? [
          violation(
            service,
            "spec.external_ips",
            addresses,
            "nodes take what is sent to these addresses for it, whosever they are",
          ),
        ]
      : []),
  ]);
}

function isInternal(annotations: Readonly<Record<string, unknown>>): boolean {
  return annotations[`${prefix}-scheme`] === "internal" || String(annotations[`${prefix}-internal`]) === "true";
}

function facing(ingress: ResolvedElement): readonly Violation[] {
  const annotations = blocksAt(ingress.body, "metadata.annotations")[0]?.block ?? {};
  if (annotations[schemeOfIngress] !== "internet-facing") return [];
  const place = `metadata.annotations["${schemeOfIngress}"]`;
  return [
    violation(ingress, place, annotations[schemeOfIngress], "it asks by itself for a load balancer on the internet"),
  ];
}

function violation(element: ResolvedElement, argument: string, value: unknown, problem: string): Violation {
  return {
    ...at(element, argument),
    value,
    problem,
    fix: "let it be a ClusterIP, and lead to it by an Ingress of the team's public or internal class: subdomain and exposure of the app",
  };
}
