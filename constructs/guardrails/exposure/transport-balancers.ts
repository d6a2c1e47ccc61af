import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree } from "../finished-tree";
import { type InstalledObject, installedOfKind } from "../kubernetes/objects";
import { blocksAt, isExpression } from "../provider-values";
import type { Violation } from "../rule";

/**
 * Policies without TLS 1.0 and 1.1, old or new:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const current = /^ELBSecurityPolicy-(TLS13-1-[23]-|TLS-1-2-|FS-1-2-)/;
const newPolicy = '"ELBSecurityPolicy-TLS13-1-2-2021-06"';
const annotation = "alb.ingress.kubernetes.io/ssl-policy";

/** Load balancers that serve plain HTTP, or TLS that is out of date. */
export function plainBalancers(tree: FinishedTree): readonly Violation[] {
  return [
    ...tree.resources("aws_lb_listener", "aws_alb_listener").flatMap(listener),
    ...tree.resources("aws_elb").flatMap(classic),
    ...installedOfKind(tree, "IngressClassParams").flatMap(ingressClass),
    ...tree.resources("kubernetes_ingress_v1", "kubernetes_ingress").flatMap(ingress),
    ...tree.resources("aws_cloudfront_distribution").flatMap(distribution),
  ];
}

function old(place: Pick<Violation, "construct" | "place">, value: unknown): Violation {
  return {
    ...place,
    value,
    problem: "it takes TLS 1.0 and 1.1, which have been broken",
    fix: `choose a policy such as ${newPolicy}, by ingress.tlsPolicy for the apps' load balancers`,
  };
}

function isOld(policy: unknown): boolean {
  return !isExpression(policy) && !current.test(String(policy));
}

function listener(element: ResolvedElement): readonly Violation[] {
  const { protocol: written, ssl_policy: policy } = element.body;
  // Terraform takes small letters as well.
  const protocol = String(written ?? "").toUpperCase();
  if (protocol === "HTTPS" || protocol === "TLS") return isOld(policy) ? [old(at(element, "ssl_policy"), policy)] : [];
  if (protocol !== "HTTP") return [];
  const redirects = blocksAt(element.body, "default_action.redirect").some(({ block }) => block.protocol === "HTTPS");
  if (redirects) return [];
  return [
    {
      ...at(element, "protocol"),
      value: written,
      problem: "what it serves goes over the network in the clear",
      fix: "let it redirect to HTTPS by its default_action, or serve HTTPS itself",
    },
  ];
}

function classic(balancer: ResolvedElement): readonly Violation[] {
  return blocksAt(balancer.body, "listener")
    .filter(({ block }) => /^(http|tcp)$/i.test(String(block.lb_protocol)))
    .map(({ place, block }) => ({
      ...at(balancer, `${place}.lb_protocol`),
      value: block.lb_protocol,
      problem: "what it serves goes over the network in the clear",
      fix: "declare an Ingress, whose class has a certificate, in place of a classic load balancer",
    }));
}

/** Inside the VPC hosts are served without TLS until the zone is delegated, as there is no certificate before. */
function ingressClass(one: InstalledObject): readonly Violation[] {
  const { sslPolicy, certificateArn, sslRedirectPort, scheme } = one.spec;
  const lacking = [
    ["certificateArn", certificateArn],
    ["sslRedirectPort", sslRedirectPort],
  ].find(([, value]) => value === undefined || value.length === 0);
  return [
    ...(sslPolicy !== undefined && isOld(sslPolicy) ? [old(one.at("spec.sslPolicy"), sslPolicy)] : []),
    ...(lacking && (scheme === "internet-facing" || certificateArn !== undefined)
      ? [
          {
            ...one.at(`spec.${lacking[0]}`),
            problem: "load balancers of this class serve hosts in the clear",
            fix: 'give the class certificateArn and sslRedirectPort: "443"',
          },
        ]
      : []),
  ];
}

function ingress(element: ResolvedElement): readonly Violation[] {
  return blocksAt(element.body, "metadata.annotations").flatMap(({ block }) => {
    const policy = block[annotation];
    return policy !== undefined && isOld(policy)
      ? [old(at(element, `metadata.annotations["${annotation}"]`), policy)]
      : [];
  });
}

function distribution(element: ResolvedElement): readonly Violation[] {
  return ["default_cache_behavior", "ordered_cache_behavior"]
    .flatMap((name) => blocksAt(element.body, name))
    .filter(({ block }) => block.viewer_protocol_policy === "allow-all")
    .map(({ place, block }) => ({
      ...at(element, `${place}.viewer_protocol_policy`),
      value: block.viewer_protocol_policy,
      problem: "what it serves goes over the internet in the clear",
      fix: 'set viewer_protocol_policy to "redirect-to-https"',
    }));
}
