import type { ResolvedElement } from "../../stack/resolved-tree";
import { at } from "../finished-tree";
import { blocksAt } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { type Permission, permissionsIn } from "./permissions";

/** Whoever forgets to name a security group gets this one. */
export const defaultSecurityGroup: Rule = {
  id: "default-security-group",
  title: "The default security group of a VPC lets nothing through",
  severity: "high",
  sources: ["AWS Security Hub EC2.2", "CIS AWS Foundations Benchmark v3.0.0, 5.4"],
  check: (tree) => [
    ...tree.resources("aws_default_security_group").flatMap(filled),
    ...permissionsIn(tree)
      .filter(isOfDefaultGroup)
      .map(({ element }) => violation(element, "security_group_id")),
    ...tree
      .resources("aws_vpc_security_group_egress_rule", "aws_security_group_rule")
      .filter(({ body }) => body.type !== "ingress" && namesDefault(body.security_group_id))
      .map((rule) => violation(rule, "security_group_id")),
  ],
};

/** Whether a rule lets something into a default group. */
export function isOfDefaultGroup({ group, groupName }: Permission): boolean {
  return group?.type === "aws_default_security_group" || namesDefault(groupName);
}

function namesDefault(group: unknown): boolean {
  return /\.default_security_group_id\}$|\{aws_default_security_group\./.test(String(group));
}

function filled(group: ResolvedElement): readonly Violation[] {
  return ["ingress", "egress"].flatMap((direction) =>
    blocksAt(group.body, direction)
      .slice(0, 1)
      .map(() => ({ ...violation(group, direction), value: group.body[direction] })),
  );
}

function violation(element: ResolvedElement, argument: string): Violation {
  return {
    ...at(element, argument),
    problem: "whatever is made in the VPC without a security group gets this rule",
    fix: "leave the default group empty, and write the rule for a security group of its own",
  };
}
