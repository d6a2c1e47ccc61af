import { at } from "../finished-tree";
import type { Rule } from "../rule";

export const provisioner: Rule = {
  id: "provisioner",
  title: "No resource runs commands of its own while it is applied",
  severity: "high",
  sources: ["Terraform: Provisioners are a last resort"],
  check: ({ elements }) =>
    elements
      .filter(({ block, body }) => block === "resource" && body.provisioner !== undefined)
      .map((element) => ({
        ...at(element, "provisioner"),
        problem: "a command would run with the deployer's rights, unseen by plans and by the derivation of permissions",
        fix: "leave provisioners out: let a Job of the cluster do it, or a step of the pipeline",
      })),
};
