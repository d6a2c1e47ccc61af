import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree, oncePerTree } from "../finished-tree";
import { type Arguments, blocksAt, isExpression, placeOf, texts } from "../provider-values";
import type { Violation } from "../rule";
import { isWorld } from "./world";

/** Something that a security group lets in. */
export interface Permission {
  readonly place: Pick<Violation, "construct" | "place">;
  /** Where it stands: the group, or a resource of its own. */
  readonly element: ResolvedElement;
  /** The security group; none where an expression leads to none that is declared. */
  readonly group: ResolvedElement | undefined;
  /** As the rule names its group. */
  readonly groupName: unknown;
  /** What of its sources is the world. */
  readonly world: readonly string[];
  /** Such as `tcp`; `-1` for all. */
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** All that security groups let in, wherever it is written; default groups' own blocks are left out, since these have none. */
export const permissionsIn = oncePerTree((tree): readonly Permission[] => [
  ...tree
    .resources("aws_security_group")
    .flatMap((group) => blocksAt(group.body, "ingress").map(({ place, block }) => inline(tree, group, place, block))),
  ...tree
    .resources("aws_security_group_rule")
    .filter(({ body }) => body.type === "ingress")
    .map((rule) => inline(tree, rule, "", rule.body)),
  ...tree.resources("aws_vpc_security_group_ingress_rule").map((rule) => single(tree, rule)),
]);

function inline(tree: FinishedTree, element: ResolvedElement, place: string, block: Arguments): Permission {
  const { cidr_blocks, ipv6_cidr_blocks, prefix_list_ids, protocol } = block;
  const open = [...texts(cidr_blocks), ...texts(ipv6_cidr_blocks)].filter(isWorld);
  const argument =
    open.some((one) => one.includes(":")) && !open.some((one) => !one.includes(":"))
      ? "ipv6_cidr_blocks"
      : "cidr_blocks";
  return {
    place: at(element, placeOf(place, argument)),
    ...groupOf(tree, element),
    world: [...open, ...texts(prefix_list_ids).flatMap((list) => worldIn(tree, element, list))],
    ...ports(block, protocol),
  };
}

function single(tree: FinishedTree, element: ResolvedElement): Permission {
  const { cidr_ipv4, cidr_ipv6, prefix_list_id, ip_protocol } = element.body;
  const open = [cidr_ipv4, cidr_ipv6].filter(isWorld);
  const lists = prefix_list_id === undefined ? [] : worldIn(tree, element, prefix_list_id);
  const argument = lists.length > 0 ? "prefix_list_id" : isWorld(cidr_ipv6) ? "cidr_ipv6" : "cidr_ipv4";
  return {
    place: at(element, argument),
    ...groupOf(tree, element),
    world: [...open, ...lists],
    ...ports(element.body, ip_protocol),
  };
}

function groupOf(tree: FinishedTree, element: ResolvedElement) {
  const { security_group_id: groupName } = element.body;
  const isGroup = element.type === "aws_security_group";
  return { element, groupName, group: isGroup ? element : tree.behind(element, groupName) };
}

function ports({ from_port, to_port }: Arguments, protocol: unknown) {
  // Terraform takes capitals as well.
  const name = String(protocol ?? "-1").toLowerCase();
  const all = ["-1", "all"].includes(name);
  const number = (port: unknown, otherwise: number) =>
    port === undefined || isExpression(port) ? otherwise : Number(port);
  return {
    protocol: all ? "-1" : name.replace(/^6$/, "tcp"),
    from: all ? 0 : number(from_port, 0),
    to: all ? 65535 : number(to_port, 65535),
  };
}

/** Blocks of a list that the platform declares, in the list or beside it. */
function worldIn(tree: FinishedTree, user: ResolvedElement, name: string): readonly string[] {
  const list = tree.behind(user, name);
  if (list?.type !== "aws_ec2_managed_prefix_list") return [];
  const beside = tree
    .resources("aws_ec2_managed_prefix_list_entry")
    .filter((entry) => tree.behind(entry, entry.body.prefix_list_id) === list);
  const entries = [
    ...blocksAt(list.body, "entry").map(({ block }) => block.cidr),
    ...beside.map(({ body }) => body.cidr),
  ];
  return entries.filter(isWorld);
}
