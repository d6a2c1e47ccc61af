import { environmentNames, loadEnvironment } from "../../environments/load";
import { applyStackFile, applyStackWorkflow } from "./apply-stack-workflow";
import { checkFile, checkWorkflow } from "./check-workflow";
import { deployWorkflow, removeWorkflow } from "./deploy-workflow";
import { driftWorkflow } from "./drift-workflow";
import { planWorkflow } from "./plan-workflow";
import { type Target, targetOf } from "./target";

/** Where GitHub looks for them, below the checkout. */
export const workflowFolder = ".github/workflows";

/** The targets among all environments. An environment that is wrong stops it with its own message. */
export function targets(): readonly Target[] {
  return environmentNames().flatMap((name) => targetOf(loadEnvironment(name)) ?? []);
}

/** Every workflow, by its file's name. */
export function workflows(all: readonly Target[]): ReadonlyMap<string, string> {
  const files = all.flatMap((target): [string, string][] => [
    [`plan-${target.name}.yml`, planWorkflow(target)],
    [`deploy-${target.name}.yml`, deployWorkflow(target)],
    [`remove-${target.name}.yml`, removeWorkflow(target)],
    [`drift-${target.name}.yml`, driftWorkflow(target)],
  ]);
  const shared: [string, string][] = [
    [checkFile, checkWorkflow()],
    [applyStackFile, applyStackWorkflow()],
  ];
  return new Map(files.length === 0 ? [] : [...shared, ...files]);
}
