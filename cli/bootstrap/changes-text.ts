import type { ResourceChange } from "@aws-sdk/client-cloudformation";
import type { ServiceLinkedRole } from "../../constructs/bootstrap/service-linked-roles";
import { table } from "../table";
import { replaces, type Templates } from "./losses";
import type { StoreDifference } from "./store-differences";

/** All that a run would change. */
export interface Changes {
  /** What CloudFormation changes in the stack. */
  readonly ofStack: readonly ResourceChange[];
  readonly templates: Templates;
  /** What is set back that CloudFormation does not see. */
  readonly setBack: readonly StoreDifference[];
  /** Roles of AWS's services that the account gets. */
  readonly roles: readonly ServiceLinkedRole[];
}

export function countOf({ ofStack, setBack, roles }: Changes): number {
  return ofStack.length + setBack.length + roles.length;
}

export function changesText(stack: string, changes: Changes): string {
  const ofStack = changes.ofStack.map((change) => {
    const { Action = "", LogicalResourceId = "", ResourceType = "" } = change;
    return [Action, LogicalResourceId, ResourceType, replacement(change, changes.templates)];
  });
  const setBack = changes.setBack.map(({ id, type }) => ["Set back", id, type, "no"]);
  const ofAccount = changes.roles.map(({ role }) => ["Add", role, "service-linked role of the account", "-"]);
  const rows = [["action", "logical id", "type", "replacement"], ...ofStack, ...setBack, ...ofAccount];
  return [`${stack}: ${counted(countOf(changes))}`, "", ...table(rows)].join("\n");
}

export function counted(changes: number): string {
  return changes === 1 ? "1 change" : `${changes} changes`;
}

function replacement(change: ResourceChange, templates: Templates): string {
  if (change.Action !== "Modify") return "-";
  return replaces(change, templates) ? "yes" : "no";
}
