import { at } from "../finished-tree";
import type { Rule } from "../rule";

export const unpinnedAddOn: Rule = {
  id: "unpinned-add-on",
  title: "EKS add-ons are pinned to a build",
  severity: "medium",
  sources: ["EKS user guide: Updating an Amazon EKS add-on", "EKS best practices, cluster upgrades"],
  check: (tree) =>
    tree
      .resources("aws_eks_addon")
      .filter(({ body }) => !isPinned(body.addon_version))
      .map((addOn) => ({
        ...at(addOn, "addon_version"),
        value: addOn.body.addon_version ?? addOn.body.addon_name,
        problem: "AWS decides on the day of the apply which version it is: two clusters of one commit get two",
        fix: "write a build such as v1.13.2-eksbuild.21 from constructs/cluster/add-on-versions.ts",
      })),
};

/** What `data.aws_eks_addon_version` answers is AWS's choice of the day. */
function isPinned(version: unknown): boolean {
  if (typeof version !== "string" || version.includes("data.aws_eks_addon_version.")) return false;
  return (
    version.includes("${") ||
    /^v?\d+\.\d+\.\d+-eksbuild\.\d+$/.test(version) ||
    /^v?\d+\.\d+\.\d+([-+.][\w.-]+)?$/.test(version)
  );
}
