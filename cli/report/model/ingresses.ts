import type { Output } from "../output/output";
import type { References } from "../output/references";
import type { Body, Element } from "../output/terraform-json";

/** A way from the internet to an app, or to whatever else a public load balancer leads to. */
export interface PublicIngress {
  readonly stack: string;
  readonly address: string;
  /** Its construct path, such as `storefront/web`. */
  readonly app: string;
  /** Full name; `*` where it is served under any. */
  readonly host: string;
  /** Blocks that the load balancer lets in. */
  readonly cidrs: readonly string[];
  /** Whether a web ACL of AWS WAF stands before it. */
  readonly firewall: boolean;
}

/** What a class of load balancers, or annotations, say of them. */
interface Balancer {
  readonly scheme?: string;
  readonly inboundCIDRs?: readonly string[];
  readonly wafv2AclName?: string;
  readonly wafv2AclArn?: string;
}

/** Ingresses and Services of load balancers that face the internet. */
export function publicIngresses(output: Output, references: References): readonly PublicIngress[] {
  const classes = classesIn(output);
  return output.stackIds.flatMap((stack) =>
    output.resources(stack).flatMap((element) => {
      const balancer = balancerOf(stack, element, classes, references);
      if (balancer?.scheme !== "internet-facing") return [];
      const { address, path, body } = element;
      const cidrs = balancer.inboundCIDRs?.length ? balancer.inboundCIDRs : ["0.0.0.0/0"];
      const firewall = [balancer.wafv2AclName, balancer.wafv2AclArn].some((one) => one !== undefined && one !== "none");
      const same = { stack, address, app: path.replace(/\/(ingress|service)$/, ""), cidrs, firewall };
      return hostsOf(body).map((host) => ({ ...same, host: references.value(stack, host) }));
    }),
  );
}

function hostsOf({ spec }: Body): readonly string[] {
  const hosts = [one(spec)?.rule ?? []].flat().map((rule: Body) => rule.host ?? "*");
  return hosts.length > 0 ? [...new Set<string>(hosts)] : ["*"];
}

/** The class wins over annotations; an Ingress of a class that is declared nowhere is taken for what its annotations say. */
function balancerOf(
  stack: string,
  { type, body }: Element,
  classes: ReadonlyMap<string, Balancer>,
  references: References,
): Balancer | undefined {
  const annotations: Body = one(body.metadata)?.annotations ?? {};
  if (/^kubernetes_service(_v1)?$/.test(type)) return serviceBalancer(annotations);
  if (!/^kubernetes_ingress(_v1)?$/.test(type)) return undefined;
  const written = (name: string) => annotations[`alb.ingress.kubernetes.io/${name}`];
  const name = one(body.spec)?.ingress_class_name ?? annotations["kubernetes.io/ingress.class"];
  return {
    scheme: written("scheme"),
    ...(written("inbound-cidrs") && { inboundCIDRs: listed(written("inbound-cidrs")) }),
    wafv2AclArn: written("wafv2-acl-arn"),
    ...classes.get(references.value(stack, name)),
  };
}

/** Of a network load balancer, which AWS WAF can't stand before. */
function serviceBalancer(annotations: Body): Balancer {
  const written = (name: string) => annotations[`service.beta.kubernetes.io/${name}`];
  const cidrs = written("load-balancer-source-ranges");
  return { scheme: written("aws-load-balancer-scheme"), ...(cidrs && { inboundCIDRs: listed(cidrs) }) };
}

const listed = (text: unknown) => String(text).split(/\s*,\s*/);

/** A block stands in the output by itself or as a list of one. */
function one(block: Body | readonly Body[] | undefined): Body | undefined {
  return [block ?? []].flat()[0];
}

/** Classes by name. The first parameters that a chart of ours installs under a name are those of the class. */
function classesIn(output: Output): ReadonlyMap<string, Balancer> {
  const objects = output.stackIds.flatMap((stack) =>
    output
      .resources(stack)
      .filter(({ type, body }) => type === "helm_release" && ownChart.test(String(body.chart)))
      .flatMap(({ body }) => [body.values ?? []].flat().flatMap((text) => objectsIn(String(text)))),
  );
  const ofKind = (kind: string) => objects.filter((object) => object.kind === kind);
  const parameters = new Map(ofKind("IngressClassParams").map(({ metadata, spec }) => [metadata?.name, spec]));
  return new Map(
    ofKind("IngressClass").map(({ metadata, spec }) => [metadata?.name, parameters.get(spec?.parameters?.name) ?? {}]),
  );
}

/** What Terraform completes within the text: whole values, and parts of texts, neither of which is needed here. */
const expression = /\$\{jsonencode\(.*?\)\}(?=,?$)/gm;

/** The chart of the repository that renders the objects it is given; others have values of other shapes. */
const ownChart = /custom-objects/;

function objectsIn(values: string): readonly Body[] {
  const { objects = [] } = JSON.parse(values.replace(expression, "null").replace(/\$\{.*?\)\}/g, "")) as Body;
  return objects;
}
