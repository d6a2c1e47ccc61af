import { Refusal } from "../api/errors";
import type { Change } from "../change";
import type { Current } from "../current";
import type { Wanted } from "../wanted";
import { modeOf } from "./modes";

/**
 * Health assessments, where the organization's plan has them and does not enforce them. HCP Terraform makes none of
 * workspaces in local mode.
 * https://developer.hashicorp.com/terraform/cloud-docs/workspaces/health
 */
export function assessmentChanges(wanted: Wanted, current: Current): readonly Change[] {
  if (current.assessmentsEnforced) return [];
  const becomes = wanted.healthAssessments;
  return wanted.workspaces.flatMap((workspace) => {
    const { name, stack } = workspace;
    const is = current.workspaces.get(stack)?.item.attributes["assessments-enabled"] === true;
    if (modeOf(workspace, current) === "local" || is === becomes) return [];
    return [turned(name, becomes)];
  });
}

function turned(name: string, on: boolean): Change {
  const what = "assessments-enabled";
  return {
    rows: [{ kind: "update", of: name, what, is: String(!on), becomes: String(on) }],
    async make(api, made) {
      const attributes = { [what]: on };
      try {
        const path = `/workspaces/${made.idOf("workspaces", name)}`;
        const item = await api.update(path, { type: "workspaces", attributes });
        if (item.attributes[what] === on) return undefined;
        return refused(made.unassessed.add(name), "it stays off");
      } catch (error) {
        if (!(error instanceof Refusal) || ![403, 404, 422].includes(error.status)) throw error;
        return refused(made.unassessed.add(name), error.words);
      }
    },
  };
  function refused(_: unknown, words: string): string {
    const why = words === "" ? "HCP Terraform refuses" : `HCP Terraform: ${words}`;
    return `${name} is not assessed (${why}). Where the organization's plan has no health assessments, write healthAssessments: false and look for drift by npx platform plan`;
  }
}
