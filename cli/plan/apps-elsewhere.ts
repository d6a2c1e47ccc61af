import { recordedOf, recordedStacks } from "../../constructs/ledger/ledger";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { type StackId, wholeOf } from "../../constructs/stack/stack-id";
import { changesIn, type Plan, verbOf } from "../terraform/plan-changes";

/** A thing of an app that a plan would take away or make, and the stack that it is, or has to be, taken to or from. */
export interface Elsewhere {
  readonly verb: "delete" | "forget" | "create";
  readonly address: string;
  readonly stack: StackId;
}

/**
 * Apps that were moved in the environment, and not in their states: what a plan takes away although another stack of apps
 * declares it, and what it makes although the ledger holds it in another. Addresses are the same in `apps` and in its shards,
 * and no stack's plan deletes what it declares itself.
 */
export function appsElsewhere(plan: Plan, app: PlatformApp): readonly Elsewhere[] {
  const declared = declaredApps(app);
  // Without shards nothing of apps can be elsewhere.
  if (declared.size === 0) return [];
  return changesIn(plan).flatMap((change): readonly Elsewhere[] => {
    const [verb, { address }] = [verbOf(change), change];
    const stack = declared.get(address);
    if (!stack || change.deposed || verb === "update" || verb === "replace") return [];
    if (verb !== "create") return [{ verb, address, stack }];
    const from = recordedIn(app, address, stack);
    return from ? [{ verb, address, stack: from }] : [];
  });
}

function declaredApps(app: PlatformApp): ReadonlyMap<string, StackId> {
  const stacks = app.resolveAll().filter(({ stack }) => wholeOf(stack.id) === "apps");
  if (stacks.length < 2) return new Map();
  return new Map(stacks.flatMap(({ stack, elements }) => elements.map(({ address }) => [address, stack.id] as const)));
}

/** The other stack of apps in which the ledger has it, if it has it in that one alone. */
function recordedIn({ ledger }: PlatformApp, address: string, declaredIn: StackId): StackId | undefined {
  if (Object.hasOwn(recordedOf(ledger, declaredIn).elements, address)) return undefined;
  const all = recordedStacks(ledger).filter(([stack]) => wholeOf(stack) === "apps");
  return all.find(([, { elements }]) => Object.hasOwn(elements, address))?.[0];
}

/** What to tell who planned it. */
export function elsewhereText(things: readonly Elsewhere[]): string {
  return [
    `${counted(things.length)} of apps changed stacks, and the state did not: what runs would be deleted or made twice [PLAN_APPS_ELSEWHERE]`,
    ...things.slice(0, shown).map(lineOf),
    ...(things.length > shown ? [`  and ${things.length - shown} more`] : []),
    "Nothing was applied. Move the state first: docs/playbooks/shard-apps.md.",
    "",
  ].join("\n");
}

const shown = 10;

function lineOf({ verb, address, stack }: Elsewhere): string {
  return `  - ${verb} ${address}, which ${verb === "create" ? `is deployed in ${stack}` : `${stack} declares`}`;
}

function counted(count: number): string {
  return count === 1 ? "1 thing" : `${count} things`;
}
