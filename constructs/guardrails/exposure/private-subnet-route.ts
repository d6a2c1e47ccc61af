import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree } from "../finished-tree";
import { type Arguments, blocksAt, placeOf } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { type SubnetUse, subnetsByTable, useOf } from "./tiers";

/** A route, with the table that it stands in. */
interface Route {
  readonly element: ResolvedElement;
  readonly place: string;
  readonly block: Arguments;
  readonly table: ResolvedElement | undefined;
}

export const privateSubnetRoute: Rule = {
  id: "private-subnet-route",
  title: "Nodes are out of the internet's reach, and datastores have no way to it",
  severity: "critical",
  sources: [
    "CIS Amazon EKS Benchmark 5.4.3",
    "AWS Well-Architected SEC05-BP01",
    "EKS best practices, networking: subnets",
  ],
  check: (tree) => [
    ...routesIn(tree).flatMap((route) => wrongWay(tree, route)),
    ...tree.resources("aws_main_route_table_association").flatMap((main) => openMain(tree, main)),
  ],
};

function routesIn(tree: FinishedTree): readonly Route[] {
  const single = tree.resources("aws_route").map((element) => ({
    element,
    place: "",
    block: element.body,
    table: tree.behind(element, element.body.route_table_id),
  }));
  const inline = tree
    .resources("aws_route_table", "aws_default_route_table")
    .flatMap((table) => blocksAt(table.body, "route").map((one) => ({ element: table, table, ...one })));
  return [...single, ...inline];
}

function wrongWay(tree: FinishedTree, { element, place, block, table }: Route): readonly Violation[] {
  const gateway = ["gateway_id", "nat_gateway_id", "egress_only_gateway_id"].find((name) =>
    leadsOut(tree, element, name, block),
  );
  const use = table && worstUse(tree, table);
  if (!gateway || !use || (gateway !== "gateway_id" ? use !== "isolated" : use === "public")) return [];
  return [
    {
      ...at(element, placeOf(place, gateway)),
      value: block[gateway],
      problem: {
        public: "",
        private: "it puts subnets of nodes on the internet, where what has a public address is reached from everywhere",
        isolated: "it gives datastores or the control plane's interfaces a way to the internet",
      }[use],
      fix:
        use === "private"
          ? "lead it through a NAT gateway, or write it for the route table of the public subnets"
          : "remove it: AWS is reached through endpoints in the VPC",
    },
  ];
}

function leadsOut(tree: FinishedTree, user: ResolvedElement, argument: string, block: Arguments): boolean {
  const value = block[argument];
  if (value === undefined || value === null || value === "") return false;
  if (argument !== "gateway_id") return true;
  return /^igw-/.test(String(value)) || tree.behind(user, value)?.type === "aws_internet_gateway";
}

/** The use that asks for most, of all subnets of a table; the default table is for those that have none of their own. */
function worstUse(tree: FinishedTree, table: ResolvedElement): SubnetUse | undefined {
  if (table.type === "aws_default_route_table" || table.type === "aws_vpc") return "private";
  const uses = (subnetsByTable(tree).get(table) ?? []).map((subnet) => useOf(tree, subnet));
  return (["isolated", "private", "public"] as const).find((use) => uses.includes(use));
}

function openMain(tree: FinishedTree, main: ResolvedElement): readonly Violation[] {
  const table = tree.behind(main, main.body.route_table_id);
  const open = routesIn(tree).find(
    (route) => route.table === table && leadsOut(tree, route.element, "gateway_id", route.block),
  );
  if (!table || !open) return [];
  return [
    {
      ...at(main, "route_table_id"),
      value: main.body.route_table_id,
      problem: "every subnet without a route table of its own is put on the internet",
      fix: "leave the VPC its empty main route table, and associate public subnets one by one",
    },
  ];
}
