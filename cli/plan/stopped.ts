import type { PlatformApp } from "../../constructs/stack/platform-app";
import { ledgerFile } from "../ledger/ledger-file";
import type { Plan } from "../terraform/plan-changes";
import { heldBackAndNew, heldBackText } from "./held-back";
import { rootChanges, rootText } from "./root-of-trust";

/** Why a plan must not be applied by a deployer, ready to print; undefined where it may be. */
export function stopped(plan: Plan, app: PlatformApp): string | undefined {
  const { environment } = app;
  const { names } = app.stack("identity");
  const root = rootChanges(plan, names);
  const made = heldBackAndNew(plan, app.heldBack);
  const reasons = [
    ...(root.length > 0 ? [rootText(root, environment.name, environment.rootAdministrators)] : []),
    ...(made.length > 0 ? [heldBackText(made, ledgerFile(environment.name))] : []),
  ];
  return reasons.length > 0 ? reasons.join("\n") : undefined;
}
