import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree, oncePerTree } from "../finished-tree";
import { installedOfKind } from "../kubernetes/objects";
import { blocksAt, switched, texts } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { isOfDefaultGroup } from "./default-security-group";
import { type Permission, permissionsIn } from "./permissions";
import { isWorld } from "./world";

/** What a public load balancer answers on. */
const webPorts = [80, 443];

/**
 * The load balancers of apps and their security groups are made by the controller in the cluster, by what their ingress
 * class says; one that Terraform makes counts by its listeners' ports alone.
 */
export const openSecurityGroup: Rule = {
  id: "open-security-group",
  title: "The world reaches ports 80 and 443 of the public load balancers, and nothing else",
  severity: "critical",
  sources: [
    "AWS Security Hub EC2.13, EC2.14, EC2.18, EC2.19, EC2.53, EC2.54",
    "CIS AWS Foundations Benchmark v3.0.0, 5.2, 5.3",
    "AWS Well-Architected SEC05-BP02",
  ],
  check: (tree) => [
    ...permissionsIn(tree)
      .filter((one) => one.world.length > 0 && !isOfDefaultGroup(one) && !isOfLoadBalancer(tree, one))
      .map(opened),
    ...ingressClasses(tree),
    ...tree.resources("kubernetes_ingress_v1", "kubernetes_ingress").flatMap(otherPorts),
  ],
};

function isOfLoadBalancer(tree: FinishedTree, { group, protocol, from, to }: Permission): boolean {
  return protocol === "tcp" && from === to && webPorts.includes(from) && publicGroups(tree).has(group);
}

/** Security groups of load balancers that Terraform makes for the world. */
const publicGroups = oncePerTree(
  (tree): ReadonlySet<ResolvedElement | undefined> =>
    new Set(
      tree
        .resources("aws_lb", "aws_alb", "aws_elb")
        .filter(({ body }) => switched(body.internal, false) === false)
        .flatMap((balancer) => texts(balancer.body.security_groups).map((group) => tree.behind(balancer, group)))
        .filter((group) => group !== undefined),
    ),
);

function opened({ place, world, protocol, from, to }: Permission): Violation {
  return {
    ...place,
    value: world.length === 1 ? world[0] : world,
    problem: `${portsOf(protocol, from, to)} ${from === to && protocol !== "-1" ? "is" : "are"} open to the whole internet`,
    fix: "let in a security group or your own address blocks; apps are reached through an Ingress, whose class takes ingress.publicCidrs",
  };
}

function portsOf(protocol: string, from: number, to: number): string {
  if (protocol === "-1") return "all ports of all protocols";
  if (!["tcp", "udp", "17"].includes(protocol)) return `all of protocol ${protocol}`;
  return from === to ? `port ${from} (${protocol})` : `ports ${from} to ${to} (${protocol})`;
}

/** Who reaches the load balancers of a class: the controller writes it into their security group, and takes none for all. */
function ingressClasses(tree: FinishedTree): readonly Violation[] {
  const { publicCidrs } = tree.environment.ingress;
  const forEverybody = publicCidrs.some(isWorld);
  return installedOfKind(tree, "IngressClassParams").flatMap((one) => {
    const { scheme, inboundCIDRs } = one.spec;
    const open = texts(inboundCIDRs ?? ["0.0.0.0/0"]).filter(isWorld);
    const ports = blocksAt(one.spec, "listeners").filter(({ block }) => !webPorts.includes(Number(block.port)));
    const isPublic = scheme === "internet-facing";
    const refused = open.length > 0 && !(isPublic && forEverybody);
    return [
      ...(refused
        ? [
            {
              ...one.at("spec.inboundCIDRs"),
              value: inboundCIDRs,
              problem: isPublic
                ? "load balancers of this class are open to everybody, and the environment's ingress.publicCidrs are not"
                : "load balancers of this class let in everybody who has a way to them, and no block at all stands for 0.0.0.0/0",
              fix: `list ${isPublic ? "ingress.publicCidrs" : "the blocks of the VPC and ingress.internalCidrs"}`,
            },
          ]
        : []),
      ...(isPublic ? ports : []).map(({ place, block }) => ({
        ...one.at(`spec.${place}.port`),
        value: block.port,
        problem: "a public load balancer listens on this port, which is no port of the web",
        fix: "let it listen on 443, and on 80 to lead over to it",
      })),
    ];
  });
}

const listenPorts = "alb.ingress.kubernetes.io/listen-ports";

/** The controller opens whatever ports an Ingress asks for, to those whom its class lets in. */
function otherPorts(ingress: ResolvedElement): readonly Violation[] {
  return blocksAt(ingress.body, "metadata.annotations").flatMap(({ block }) => {
    const ports = [...String(block[listenPorts] ?? "").matchAll(/:\s*"?(\d+)/g)].map(([, port]) => Number(port));
    const others = ports.filter((port) => !webPorts.includes(port));
    if (others.length === 0) return [];
    return [
      {
        ...at(ingress, `metadata.annotations["${listenPorts}"]`),
        value: block[listenPorts],
        problem: `its load balancer opens ${others.join(", ")}, which ${others.length === 1 ? "is no port" : "are no ports"} of the web`,
        fix: "listen on 443, and on 80 to lead over to it",
      },
    ];
  });
}
