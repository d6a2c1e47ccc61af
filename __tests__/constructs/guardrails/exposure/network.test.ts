import { DefaultNetworkAcl } from "@cdktf/provider-aws/lib/default-network-acl";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { SecurityGroupRule } from "@cdktf/provider-aws/lib/security-group-rule";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { IngressV1 } from "@cdktf/provider-kubernetes/lib/ingress-v1";
import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1";
import { defaultSecurityGroup } from "../../../../constructs/guardrails/exposure/default-security-group";
import { openNetworkAcl } from "../../../../constructs/guardrails/exposure/open-network-acl";
import { privateSubnetRoute } from "../../../../constructs/guardrails/exposure/private-subnet-route";
import { publicService } from "../../../../constructs/guardrails/exposure/public-service";
import type { PlatformStack } from "../../../../constructs/stack/platform-stack";
import { holdToCases, type RuleCases } from "../../../support/rule-cases";

const vpc = (stack: PlatformStack) => new Vpc(stack, "own", { cidrBlock: "10.1.0.0/16" });
const everything = { protocol: "-1", fromPort: 0, toPort: 0 };
const acl =
  (...ingress: object[]) =>
  (stack: PlatformStack) =>
    new NetworkAcl(stack, "acl", {
      vpcId: "vpc-1",
      ingress: ingress.map((one, index) => ({ ruleNo: 100 + index, ...one })),
    });
const from = { cidrBlock: "0.0.0.0/0", protocol: "tcp", action: "allow" };
const service =
  (spec: object, annotations: Record<string, string> = {}) =>
  (stack: PlatformStack) =>
    new ServiceV1(stack, "shop", { metadata: { name: "shop", namespace: "storefront", annotations }, spec });

/** A subnet with a route that leads out of its table, inline or beside it. */
const subnet = (tags: Record<string, string>, route: "inline" | "beside" | "nat") => (stack: PlatformStack) => {
  const gateway = new InternetGateway(stack, "gateway", { vpcId: "vpc-1" });
  const nat = new NatGateway(stack, "nat", { subnetId: "subnet-1", allocationId: "eipalloc-1" });
  const own = new Subnet(stack, "subnet", { vpcId: "vpc-1", cidrBlock: "10.0.9.0/24", tags });
  const destination = { cidrBlock: "0.0.0.0/0", gatewayId: gateway.id };
  const table = new RouteTable(stack, "table", {
    vpcId: "vpc-1",
    route: route === "inline" ? [destination] : undefined,
  });
  new RouteTableAssociation(stack, "association", { subnetId: own.id, routeTableId: table.id });
  if (route === "inline") return;
  const target = route === "nat" ? { natGatewayId: nat.id } : { gatewayId: gateway.id };
  new Route(stack, "route", { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...target });
};

const cases: RuleCases = {
  "default-security-group": {
    rule: defaultSecurityGroup,
    refused: {
      "AWS's own rule, written out": (stack) =>
        new DefaultSecurityGroup(stack, "default", {
          vpcId: "vpc-1",
          ingress: [{ ...everything, selfAttribute: true }],
        }),
      "a rule for the group that a VPC brings": (stack) =>
        new SecurityGroupRule(stack, "rule", {
          type: "ingress",
          securityGroupId: vpc(stack).defaultSecurityGroupId,
          protocol: "tcp",
          fromPort: 5432,
          toPort: 5432,
          cidrBlocks: ["10.0.0.0/8"],
        }),
      "a way out for it": (stack) =>
        new SecurityGroupRule(stack, "rule", {
          ...everything,
          type: "egress",
          securityGroupId: vpc(stack).defaultSecurityGroupId,
          cidrBlocks: ["0.0.0.0/0"],
        }),
    },
    fine: { "an empty group": (stack) => new DefaultSecurityGroup(stack, "default", { vpcId: "vpc-1" }) },
  },
  "open-network-acl": {
    rule: openNetworkAcl,
    refused: {
      "SSH for everybody": acl({ ...from, fromPort: 22, toPort: 22 }),
      "SSH within a range, by IPv6": acl({
        protocol: "6",
        action: "allow",
        ipv6CidrBlock: "::/0",
        fromPort: 0,
        toPort: 65535,
      }),
      "what the default ACL lets in": (stack) =>
        new DefaultNetworkAcl(stack, "default", {
          defaultNetworkAclId: "acl-1",
          ingress: [{ ...everything, ruleNo: 100, action: "allow", cidrBlock: "0.0.0.0/0" }],
        }),
    },
    fine: {
      "HTTPS for everybody": acl({ ...from, fromPort: 443, toPort: 443 }),
      "all but SSH": acl(
        { ...from, action: "deny", fromPort: 20, toPort: 22 },
        { ...from, fromPort: 0, toPort: 65535 },
      ),
      "SSH from an office": acl({ ...from, cidrBlock: "203.0.113.0/24", fromPort: 22, toPort: 22 }),
    },
  },
  "private-subnet-route": {
    rule: privateSubnetRoute,
    refused: { "a route beside the table": subnet({}, "beside"), "a route in the table": subnet({}, "inline") },
    fine: {
      "a way out by NAT": subnet({}, "nat"),
      "a public subnet": subnet({ "kubernetes.io/role/elb": "1" }, "inline"),
    },
  },
  "public-service": {
    rule: publicService,
    refused: {
      "a load balancer of its own": service({ type: "LoadBalancer", port: [{ port: 80 }] }),
      "a port of every node": service({ type: "NodePort", port: [{ port: 80 }] }),
      "addresses of somebody's": service({ externalIps: ["192.0.2.1"], port: [{ port: 80 }] }),
      "an Ingress that asks for the internet by itself": (stack) =>
        new IngressV1(stack, "web", {
          metadata: { name: "web", annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" } },
          spec: {},
        }),
    },
    fine: {
      "a Service within the cluster": service({ port: [{ port: 80 }] }),
      "an internal load balancer": service(
        { type: "LoadBalancer", port: [{ port: 80 }] },
        { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" },
      ),
    },
  },
};

holdToCases(cases, [
  'kubernetes-cluster/default (ingress) is [{"cidr_blocks":null,"description":null,"from_port":0,"ipv6_cidr_blocks":null,"prefix_list_ids":null,"protocol":"-1",...: whatever is made in the VPC without a security group gets this rule. Fix: leave the default group empty, and write the rule for a security group of its own. [default-security-group]',
  'kubernetes-cluster/acl (ingress[0].cidr_block) is "0.0.0.0/0": it lets the whole internet through to port 22 of its subnets. Fix: deny ports 20 to 22 from everywhere by a rule with a lower number. [open-network-acl]',
  'kubernetes-cluster/route (gateway_id) is "${aws_internet_gateway.gateway.id}": it puts subnets of nodes on the internet, where what has a public address is reached from everywhere. Fix: lead it through a NAT gateway, or write it for the route table of the public subnets. [private-subnet-route]',
  'kubernetes-cluster/shop (spec.type) is "LoadBalancer": it gets a load balancer that the internet may reach, past certificate and firewall. Fix: let it be a ClusterIP, and lead to it by an Ingress of the team\'s public or internal class: subdomain and exposure of the app. [public-service]',
]);
