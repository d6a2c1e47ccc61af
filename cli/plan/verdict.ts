import type { PlatformApp } from "../../constructs/stack/platform-app";
import type { StackId } from "../../constructs/stack/stack-id";
import { ledgerFile } from "../ledger/ledger-file";
import type { Plan } from "../terraform/plan-changes";
import { allowedFile, loadAllowed } from "./allowed/allowed-file";
import { appsElsewhere, elsewhereText } from "./apps-elsewhere";
import { dataNotes, dataStopText, judged } from "./data/data-text";
import { endangeredBy } from "./data/endangered";
import { heldBackAndNew, heldBackText } from "./held-back";
import { lostStateIn, lostStateText } from "./lost-state";
import { nodesAtOnce, nodesAtOnceText } from "./nodes-at-once";
import { rootChanges, rootText } from "./root-of-trust";

export interface GuardOptions {
  /** Addresses whose data may be lost. */
  readonly allow: readonly string[];
  /** The stack whose plan it is. @default - a plan does not say, so that the entries of every stack count */
  readonly stack?: StackId;
  /** The command as it was typed, without `--allow`, to be told how to go on. */
  readonly command: string;
}

export interface Verdict {
  /** Why a plan must not be applied by a deployer, ready to print; undefined where it may be. */
  readonly stop: string | undefined;
  /** What to know besides, ready to print; empty where there is nothing. */
  readonly notes: string;
}

/** What the platform thinks of a plan, before it is applied. */
export function verdictOn(plan: Plan, app: PlatformApp, { allow, command, stack }: GuardOptions): Verdict {
  const { environment } = app;
  const { names } = app.stack("identity");
  const root = rootChanges(plan, names);
  const made = heldBackAndNew(plan, app.heldBack);
  const elsewhere = appsElsewhere(plan, app);
  const reviewed = loadAllowed(environment.name).filter((entry) => stack === undefined || entry.stack === stack);
  const passing = [...allow, ...reviewed.map(({ address }) => address)];
  // What only changed stacks is in the state of another.
  const lost = elsewhere.length > 0 ? undefined : lostStateIn(plan, app.ledger, { stack, allow: passing });
  const overtaken = nodesAtOnce(plan);
  const data = judged(endangeredBy(plan), { allow, reviewed, production: environment.production });
  const file = allowedFile(environment.name);
  const reasons = [
    ...(root.length > 0 ? [rootText(root, environment.name, environment.rootAdministrators)] : []),
    ...(lost ? [lostStateText(lost, ledgerFile(environment.name))] : []),
    ...(made.length > 0 ? [heldBackText(made, ledgerFile(environment.name))] : []),
    ...(elsewhere.length > 0 ? [elsewhereText(elsewhere)] : []),
    ...(overtaken.length > 0 ? [nodesAtOnceText(overtaken)] : []),
    ...(data.stops.length > 0 ? [dataStopText(data, { command, file, stack })] : []),
  ];
  return { stop: reasons.length > 0 ? reasons.join("\n") : undefined, notes: dataNotes(data, file) };
}
