import type { ResourceChange } from "@aws-sdk/client-cloudformation";
import type { ServiceLinkedRole } from "../../constructs/bootstrap/service-linked-roles";
import { staysInStack } from "../../constructs/bootstrap/stack-policy";
import { table } from "../table";
import type { StoreDifference } from "./store-differences";

/** All that a run would change. */
export interface Changes {
  /** What CloudFormation changes in the stack. */
  readonly ofStack: readonly ResourceChange[];
  /** What is set back that CloudFormation does not see. */
  readonly setBack: readonly StoreDifference[];
  /** Roles of AWS's services that the account gets. */
  readonly roles: readonly ServiceLinkedRole[];
}

export function countOf({ ofStack, setBack, roles }: Changes): number {
  return ofStack.length + setBack.length + roles.length;
}

export function changesText(stack: string, changes: Changes): string {
  const ofStack = changes.ofStack.map(({ Action = "", LogicalResourceId = "", ResourceType = "", Replacement }) => [
    Action,
    LogicalResourceId,
    ResourceType,
    replacement(Action, Replacement),
  ]);
  const setBack = changes.setBack.map(({ id, type }) => ["Set back", id, type, "no"]);
  const ofAccount = changes.roles.map(({ role }) => ["Add", role, "service-linked role of the account", "-"]);
  const rows = [["action", "logical id", "type", "replacement"], ...ofStack, ...setBack, ...ofAccount];
  return [`${stack}: ${counted(countOf(changes))}`, "", ...table(rows)].join("\n");
}

export function counted(changes: number): string {
  return changes === 1 ? "1 change" : `${changes} changes`;
}

function replacement(action: string, value: string | undefined): string {
  if (action !== "Modify") return "-";
  return { True: "yes", Conditional: "perhaps" }[value ?? ""] ?? "no";
}

/** The changes that would take a state its bucket or key, which no run makes. */
export function losses(changes: readonly ResourceChange[]): readonly string[] {
  return changes.flatMap(({ Action, LogicalResourceId, ResourceType = "", Replacement }) => {
    if (!staysInStack(ResourceType)) return [];
    if (Action === "Remove") return [`${LogicalResourceId} would be removed`];
    return Action === "Modify" && Replacement === "True" ? [`${LogicalResourceId} would be replaced`] : [];
  });
}
