import { adopted, all, born, tagged } from "../own";
import { type Reach, reads } from "./reach";

/** Workspaces of the managed Prometheus with their rules, and no sample in them. */
export const metrics: Reach = (context) => {
  const resources = all(context, "aps", "rulegroupsnamespace", "workspace");
  const changes = ["*Definition", "*LoggingConfiguration", "*RuleGroupsNamespace", "*TagResource", "*Workspace*"];
  return [
    reads("aps:Describe*", "aps:List*"),
    { actions: changes.map((change) => `aps:${change}`), resources, conditions: tagged(context) },
    {
      actions: ["aps:CreateRuleGroupsNamespace", "aps:CreateWorkspace"],
      resources: ["*"],
      conditions: born(context),
    },
    // A new one gets its tags by a right of its own.
    { actions: ["aps:TagResource"], resources, conditions: adopted(context) },
  ];
};
