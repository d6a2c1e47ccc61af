import type { Ledger } from "../../constructs/ledger/ledger";
import { recordedNeeds } from "../../constructs/ledger/recorded-grants";
import type { Waiting } from "../../constructs/ledger/waiting";
import type { ResourceNeeds } from "../../constructs/permissions/derive";
import { type Conditions, type Grant, type Operation, operations } from "../../constructs/permissions/entry";
import type { DeployerAction } from "../../constructs/stack/stack-id";
import type { Role } from "./roles";

/** Who ends up with what is asked for. */
export type Holder = DeployerAction | "administrator";

/** Something that asks for an action: a resource that is declared, one that is only deployed, a statement by hand. */
export interface Asker {
  readonly stack: string;
  readonly roles: readonly Holder[];
  /** Terraform address, or the policy and statement. */
  readonly by: string;
  readonly operation: Operation | "by hand" | "removal";
  readonly on: readonly string[];
  readonly conditions?: Conditions;
  /** Why it is `*`. */
  readonly because?: string;
}

/** All that asks for the action. */
export function askersOf(action: string, needs: readonly ResourceNeeds[], roles: readonly Role[]): readonly Asker[] {
  return [
    ...needs.flatMap((need) => resourceAskers(action, need)),
    ...roles.flatMap((role) => handAskers(action, role)),
  ];
}

/** Things that are left out of the sources, and whose removal still takes the action. */
export function removedAskers(
  action: string,
  ledger: Ledger | undefined,
  waiting: readonly Waiting[],
): readonly Asker[] {
  if (!ledger) return [];
  const leaving = waiting.filter(({ state }) => state === "leaves");
  return leaving.flatMap(({ stack, address }) => {
    const reads = new Set(recordedNeeds(ledger, stack, address, "plan"));
    const needs = recordedNeeds(ledger, stack, address, "apply").filter(asksFor(action));
    return needs.map(
      (grant): Asker => ({
        stack,
        roles: reads.has(grant) ? ["plan", "apply"] : ["apply"],
        by: address,
        operation: "removal",
        on: grant.resources,
        ...(grant.conditions && { conditions: grant.conditions }),
        ...(grant.because && { because: grant.because }),
      }),
    );
  });
}

function resourceAskers(action: string, resource: ResourceNeeds): readonly Asker[] {
  return operations.flatMap((operation) =>
    resource.needs[operation].filter(asksFor(action)).map(({ resources, conditions, because }) => ({
      stack: resource.stack,
      roles: holdersOf(resource, operation),
      by: resource.address,
      operation,
      on: resources,
      ...(conditions && { conditions }),
      ...(because && { because }),
    })),
  );
}

/** A plan reads; an apply reads and writes; what only a root administrator changes, no deployer writes. */
function holdersOf({ changedBy }: ResourceNeeds, operation: Operation): readonly Holder[] {
  if (operation === "read") return ["plan", "apply"];
  return changedBy ? [changedBy] : ["apply"];
}

function asksFor(action: string): (grant: Grant) => boolean {
  return ({ actions }) => actions.some((one) => one.toLowerCase() === action.toLowerCase());
}

/** Statements by hand bear a name, derived ones none: those are the resources', which are listed by themselves. */
function handAskers(action: string, { stack, role, policies }: Role): readonly Asker[] {
  return policies.flatMap(({ name, document }) =>
    document.Statement.filter(({ Sid, Effect }) => Sid && Effect === "Allow")
      .filter(({ Action = [] }) => asksFor(action)({ actions: Action, resources: [] }))
      .map(({ Sid, Resource = [], Condition }) => ({
        stack,
        roles: [role],
        by: `${name}: ${Sid}`,
        operation: "by hand" as const,
        on: Resource,
        ...(Condition && { conditions: Condition }),
      })),
  );
}

/** Every action that anything asks for. */
export function actionsAsked(needs: readonly ResourceNeeds[], roles: readonly Role[]): readonly string[] {
  const byResources = needs.flatMap((need) => operations.flatMap((one) => need.needs[one]));
  const byHand = roles.flatMap(({ policies }) => policies.flatMap(({ document }) => document.Statement));
  return [
    ...new Set([...byResources.flatMap(({ actions }) => actions), ...byHand.flatMap(({ Action = [] }) => Action)]),
  ];
}
