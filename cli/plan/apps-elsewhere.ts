import type { PlatformApp } from "../../constructs/stack/platform-app";
import { type StackId, wholeOf } from "../../constructs/stack/stack-id";
import { changesIn, type Plan, verbOf } from "../terraform/plan-changes";

/** A thing of an app that a plan takes away, and the stack that declares it. */
interface Elsewhere {
  readonly address: string;
  readonly stack: StackId;
}

/**
 * What a plan takes away although another stack of apps declares it: it was moved in the environment, and its state was not.
 * Addresses are the same in `apps` and in its shards, and no stack's own plan deletes what it declares itself.
 */
export function appsElsewhere(plan: Plan, app: PlatformApp): readonly Elsewhere[] {
  const taken = changesIn(plan).filter((change) => !change.deposed && ["delete", "forget"].includes(verbOf(change)));
  if (taken.length === 0) return [];
  const declared = declaredApps(app);
  return taken.flatMap(({ address }) => {
    const stack = declared.get(address);
    return stack ? [{ address, stack }] : [];
  });
}

function declaredApps(app: PlatformApp): ReadonlyMap<string, StackId> {
  const stacks = app.resolveAll().filter(({ stack }) => wholeOf(stack.id) === "apps");
  // Without shards nothing of apps can be elsewhere.
  if (stacks.length < 2) return new Map();
  return new Map(stacks.flatMap(({ stack, elements }) => elements.map(({ address }) => [address, stack.id] as const)));
}

/** What to tell who planned it. */
export function elsewhereText(things: readonly Elsewhere[]): string {
  const stacks = [...new Set(things.map(({ stack }) => stack))].join(", ");
  return [
    `the plan takes away ${counted(things.length)} that ${stacks} declares: apps that run would be deleted [PLAN_APPS_ELSEWHERE]`,
    ...things.slice(0, shown).map(({ address, stack }) => `  - ${address}, now in ${stack}`),
    ...(things.length > shown ? [`  and ${things.length - shown} more`] : []),
    "Nothing was applied. Move their state first: docs/playbooks/shard-apps.md.",
    "",
  ].join("\n");
}

const shown = 10;

function counted(count: number): string {
  return count === 1 ? "1 thing" : `${count} things`;
}
