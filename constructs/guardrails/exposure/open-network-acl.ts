import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree } from "../finished-tree";
import { type Arguments, blocksAt, placeOf } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { subnetsOfAcl, useOf } from "./tiers";
import { isWorld } from "./world";

/** Ports of FTP and SSH, of which nothing here is in need. */
const remoteAccess = [20, 21, 22];
/** Of datastores and the control plane: what they answer on, and what else is below the ports of answers. */
const services = [...remoteAccess, 80, 443, 1433, 2049, 3306, 5432, 6379, 9092, 9200, 10250, 11211, 27017];

/** A rule of an ACL; AWS reads them by their numbers, and the first that fits decides. */
interface AclRule {
  readonly element: ResolvedElement;
  readonly place: string;
  readonly block: Arguments;
  readonly number: number;
}

/** The second line, behind security groups: it holds whatever these say. */
export const openNetworkAcl: Rule = {
  id: "open-network-acl",
  title: "Network ACLs keep SSH shut, and datastores out of the internet's reach",
  severity: "high",
  sources: ["AWS Security Hub EC2.21", "CIS AWS Foundations Benchmark v3.0.0, 5.1", "AWS Well-Architected SEC05-BP02"],
  check: (tree) => [
    ...tree.resources("aws_network_acl").flatMap((acl) => opened(tree, acl)),
    ...tree.resources("aws_default_network_acl").flatMap(filled),
  ],
};

function opened(tree: FinishedTree, acl: ResolvedElement): readonly Violation[] {
  const isolated = subnetsOfAcl(tree, acl).some((subnet) => useOf(tree, subnet) === "isolated");
  const rules = ingressOf(tree, acl);
  const open = new Map<AclRule, number[]>();
  for (const port of isolated ? services : remoteAccess) {
    const first = rules.find((rule) => fits(rule.block, port));
    if (first && isAllowed(first.block)) open.set(first, [...(open.get(first) ?? []), port]);
  }
  return [...open].map(([{ element, place, block }, ports]) => ({
    ...at(element, placeOf(place, blockArgument(block))),
    value: block[blockArgument(block)],
    problem: `it lets the whole internet through to ${ports.length === services.length ? "all ports" : `port ${ports.join(", ")}`} of ${isolated ? "subnets of datastores or the control plane" : "its subnets"}`,
    fix: isolated
      ? "let in the blocks of the VPC and of private networks, and answers on ports from 32768 alone"
      : "deny ports 20 to 22 from everywhere by a rule with a lower number",
  }));
}

function ingressOf(tree: FinishedTree, acl: ResolvedElement): readonly AclRule[] {
  const inline = blocksAt(acl.body, "ingress").map(({ place, block }) => ({
    element: acl,
    place,
    block,
    number: block.rule_no,
  }));
  const single = tree
    .resources("aws_network_acl_rule")
    .filter(({ body }) => body.egress !== true && body.egress !== "true")
    .filter((rule) => tree.behind(rule, rule.body.network_acl_id) === acl)
    .map((element) => ({ element, place: "", block: element.body, number: element.body.rule_number }));
  return [...inline, ...single].sort((a, b) => Number(a.number) - Number(b.number));
}

/** Whether a rule speaks of a port and of the whole internet. */
function fits(block: Arguments, port: number): boolean {
  if (!isWorld(block.cidr_block) && !isWorld(block.ipv6_cidr_block)) return false;
  const protocol = String(block.protocol).toLowerCase();
  if (["-1", "all"].includes(protocol)) return true;
  return ["tcp", "6"].includes(protocol) && Number(block.from_port) <= port && port <= Number(block.to_port);
}

function isAllowed({ action, rule_action }: Arguments): boolean {
  return String(action ?? rule_action).toLowerCase() === "allow";
}

function blockArgument(block: Arguments): string {
  return isWorld(block.cidr_block) ? "cidr_block" : "ipv6_cidr_block";
}

/** A subnet without an ACL of its own gets it. */
function filled(acl: ResolvedElement): readonly Violation[] {
  return blocksAt(acl.body, "ingress")
    .filter(({ block }) => isAllowed(block))
    .map(({ place, block }) => ({
      ...at(acl, place),
      value: block.cidr_block ?? block.ipv6_cidr_block,
      problem: "every subnet without a network ACL of its own lets this in",
      fix: "leave the default ACL empty, and give the subnets one of their own",
    }));
}
