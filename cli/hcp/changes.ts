import type { Change } from "./change";
import { assessmentChanges } from "./changes/assessments";
import { consumerChanges } from "./changes/consumers";
import { containerChanges } from "./changes/containers";
import { modeChanges } from "./changes/modes";
import { notificationChanges } from "./changes/notifications";
import { triggerChanges } from "./changes/triggers";
import { variableChanges } from "./changes/variables";
import { workspaceChanges } from "./changes/workspaces";
import type { Current } from "./current";
import type { Wanted } from "./wanted";

/** What makes HCP Terraform as it is wanted, in the order in which it is made; nothing where it is so already. */
export function changesOf(wanted: Wanted, current: Current): readonly Change[] {
  const parts = [
    containerChanges,
    workspaceChanges,
    consumerChanges,
    variableChanges,
    triggerChanges,
    modeChanges,
    assessmentChanges,
    notificationChanges,
  ];
  return parts.flatMap((part) => part(wanted, current));
}
