import { at } from "../finished-tree";
import { blocks } from "../provider-values";
import type { Rule } from "../rule";

export const unpinnedLaunchTemplate: Rule = {
  id: "unpinned-launch-template",
  title: "Machines start by one version of a launch template",
  severity: "medium",
  sources: ["EKS user guide: Customize managed nodes with launch templates", "EC2 Auto Scaling: launch templates"],
  check: (tree) =>
    tree.resources("aws_eks_node_group", "aws_autoscaling_group", "aws_instance").flatMap((machines) =>
      blocks(machines.body.launch_template)
        .filter(({ version }) => /^\$(Latest|Default)$/i.test(`${version}`))
        .map(({ version }) => ({
          ...at(machines, "launch_template.version"),
          value: version,
          problem: "which version that is changes without a plan: machines of one group come up in two ways",
          fix: "write its number, or the template's attribute latest_version",
        })),
    ),
};
