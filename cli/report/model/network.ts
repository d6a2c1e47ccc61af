import type { Output } from "../output/output";
import { References } from "../output/references";
import type { Body, Element } from "../output/terraform-json";
import { type PublicIngress, publicIngresses } from "./ingresses";

export interface Route {
  /** Address block, such as `0.0.0.0/0`. */
  readonly destination: string;
  /** What it leads to, such as `internet gateway` or `NAT gateway in eu-central-1a`. */
  readonly target: string;
}

export interface Subnet {
  readonly zone: string;
  /** Address block; empty where only its owner states it. */
  readonly cidr: string;
  readonly address: string;
  /** Routes beyond the VPC. */
  readonly routes: readonly Route[];
  /** Whether a NAT gateway stands in it. */
  readonly nat: boolean;
}

/** Subnets for one purpose, one in each zone. */
export interface Tier {
  readonly name: string;
  readonly subnets: readonly Subnet[];
}

export interface Endpoint {
  /** AWS service, such as `ecr.api`. */
  readonly service: string;
  readonly type: "Gateway" | "Interface";
  readonly address: string;
  readonly policy: boolean;
}

/** A way into something through a security group. */
export interface Door {
  readonly stack: string;
  readonly address: string;
  readonly direction: "in" | "out";
  /** Of which security group: its construct path. */
  readonly of: string;
  /** The other side: an address block, or a security group. */
  readonly peer: string;
  /** Protocol and port, such as `tcp 5432`. */
  readonly port: string;
}

export interface Network {
  readonly stack: string;
  /** Whether somebody else looks after the VPC. */
  readonly existing: boolean;
  readonly cidrs: readonly string[];
  readonly zones: readonly string[];
  readonly tiers: readonly Tier[];
  readonly endpoints: readonly Endpoint[];
  readonly internetGateway: boolean;
  readonly doors: readonly Door[];
  /** From where the Kubernetes API answers. */
  readonly api: { readonly private: boolean; readonly public: boolean; readonly cidrs: readonly string[] };
  /** What stands behind load balancers that face the internet. */
  readonly ingresses: readonly PublicIngress[];
}

/** The order in which tiers are drawn: from the internet inwards. Others follow by name. */
const order = ["public", "private", "pods", "data", "control-plane"];

/** The network, by the stack that declares subnets or names somebody else's. */
export function networkOf(output: Output): Network {
  const references = new References(output);
  const stack = output.stackIds.find((id) => subnetsIn(output, id).length > 0) ?? "";
  const resources = output.resources(stack);
  const typed = (type: string) => resources.filter((one) => one.type === type);
  const blocks = [...typed("aws_vpc"), ...typed("aws_vpc_ipv4_cidr_block_association")];
  const tiers = tiersOf(subnetsIn(output, stack), new Routes(references, stack, resources));
  return {
    stack,
    existing: typed("aws_subnet").length === 0,
    cidrs: blocks.map(({ body }) => String(body.cidr_block)),
    zones: [...new Set(tiers.flatMap(({ subnets }) => subnets.map(({ zone }) => zone)))].sort(),
    tiers,
    endpoints: typed("aws_vpc_endpoint").map(endpoint),
    internetGateway: typed("aws_internet_gateway").length > 0,
    doors: output.stackIds.flatMap((id) => doorsIn(output, references, id)),
    api: apiOf(output),
    ingresses: publicIngresses(output, references),
  };
}

interface DeclaredSubnet {
  readonly tier: string;
  readonly zone: string;
  readonly element: Element;
}

/** Own subnets, or data sources of somebody else's: the last part of the path is the zone, with the tier before it. */
function subnetsIn(output: Output, stack: string): readonly DeclaredSubnet[] {
  const own = output.resources(stack).filter(({ type }) => type === "aws_subnet");
  const others = Object.entries(output.stack(stack).data?.aws_subnet ?? {}).map(([name, body]): Element => {
    return {
      type: "aws_subnet",
      address: `data.aws_subnet.${name}`,
      path: String(body["//"]?.metadata?.path ?? name),
      body,
    };
  });
  return [...own, ...others].map((element) => {
    const [, tier = "", zone = ""] =
      /([a-z-]+?)(?:\/subnets)?[/-]([a-z]{2}(?:-[a-z]+)+-\d[a-z])$/.exec(element.path) ?? [];
    return { tier, zone: String(element.body.availability_zone ?? zone), element };
  });
}

function tiersOf(subnets: readonly DeclaredSubnet[], routes: Routes): readonly Tier[] {
  const names = [...new Set(subnets.map(({ tier }) => tier))];
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return names
    .sort((one, other) => place(one) - place(other) || (one < other ? -1 : 1))
    .map((name) => ({
      name,
      subnets: subnets
        .filter(({ tier }) => tier === name)
        .map(({ zone, element }) => ({
          zone,
          cidr: String(element.body.cidr_block ?? ""),
          address: element.address,
          routes: routes.from(element.address),
          nat: routes.natsIn(element.address) > 0,
        }))
        .sort((one, other) => (one.zone < other.zone ? -1 : 1)),
    }));
}

/** Where the subnets of a stack lead to. */
class Routes {
  constructor(
    private readonly references: References,
    private readonly stack: string,
    private readonly resources: readonly Element[],
  ) {}

  from(subnet: string): readonly Route[] {
    const tables = this.typed("aws_route_table_association")
      .filter(({ body }) => this.leadsTo(body.subnet_id) === subnet)
      .map(({ body }) => this.leadsTo(body.route_table_id));
    return this.typed("aws_route")
      .filter(({ body }) => tables.includes(this.leadsTo(body.route_table_id)))
      .map(({ body }) => ({
        destination: String(
          body.destination_cidr_block ?? body.destination_ipv6_cidr_block ?? body.destination_prefix_list_id,
        ),
        target: this.target(body),
      }));
  }

  natsIn(subnet: string): number {
    return this.typed("aws_nat_gateway").filter(({ body }) => this.leadsTo(body.subnet_id) === subnet).length;
  }

  private target({ gateway_id: gateway, nat_gateway_id: nat, ...others }: Body): string {
    if (gateway)
      return this.references.resource(this.stack, gateway)?.type === "aws_internet_gateway"
        ? "internet gateway"
        : String(gateway);
    const place = nat && this.references.resource(this.stack, nat);
    if (place) {
      const subnet = this.references.resource(this.stack, place.body.subnet_id);
      return `NAT gateway in ${subnet?.body.availability_zone ?? "another zone"}`;
    }
    const other = Object.entries(others).find(([name]) => /_(id|arn)$/.test(name) && name !== "route_table_id");
    return other ? `${other[0].replace(/_(id|arn)$/, "").replaceAll("_", " ")} ${other[1]}` : "unknown";
  }

  private leadsTo(expression: unknown): string | undefined {
    return this.references.resource(this.stack, expression)?.address;
  }

  private typed(type: string): readonly Element[] {
    return this.resources.filter((one) => one.type === type);
  }
}

function endpoint({ address, body }: Element): Endpoint {
  const type = body.vpc_endpoint_type === "Interface" ? "Interface" : "Gateway";
  const service = String(body.service_name).replace(/^(com|cn\.com)\.amazonaws\.[a-z0-9-]+\./, "");
  return { service, type, address, policy: body.policy !== undefined };
}

function doorsIn(output: Output, references: References, stack: string): readonly Door[] {
  const rules = output.resources(stack).filter(({ type }) => /^aws_vpc_security_group_(in|e)gress_rule$/.test(type));
  return rules.map(({ type, address, body }) => {
    const group = (id: unknown) => references.resource(stack, id)?.path ?? references.value(stack, id);
    const { cidr_ipv4: ipv4, cidr_ipv6: ipv6, prefix_list_id: list, referenced_security_group_id: other } = body;
    return {
      stack,
      address,
      direction: type.includes("ingress") ? "in" : "out",
      of: group(body.security_group_id),
      peer: other ? group(other) : references.value(stack, ipv4 ?? ipv6 ?? list),
      port: portOf(body),
    };
  });
}

function portOf({ ip_protocol: protocol, from_port: from, to_port: to }: Body): string {
  if (protocol === "-1") return "all";
  return from === undefined
    ? String(protocol)
    : `${protocol} ${from === to || to === undefined ? from : `${from}-${to}`}`;
}

function apiOf(output: Output): Network["api"] {
  const clusters = output.stackIds.flatMap((id) =>
    output.resources(id).filter(({ type }) => type === "aws_eks_cluster"),
  );
  const [config = {}] = [clusters[0]?.body.vpc_config ?? {}].flat();
  return {
    private: config.endpoint_private_access === true,
    public: config.endpoint_public_access === true,
    cidrs: config.public_access_cidrs ?? [],
  };
}
