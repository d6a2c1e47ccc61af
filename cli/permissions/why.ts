import { fingerprint } from "../../constructs/ledger/fingerprint";
import { type Ledger, recordedStacks } from "../../constructs/ledger/ledger";
import { recordedNeeds } from "../../constructs/ledger/recorded-grants";
import type { ResourceNeeds } from "../../constructs/permissions/derive";
import { type Conditions, type Grant, type Operation, operations } from "../../constructs/permissions/entry";
import { type DeployerRole, deployerRoles } from "../../constructs/stack/stack-id";
import type { Deployer } from "./roles";

/** Who ends up with what is asked for. */
export type Holder = DeployerRole | "administrator";

/** Something that asks for an action: a resource that is declared, one that is only deployed, a statement by hand. */
export interface Asker {
  readonly stack: string;
  readonly roles: readonly Holder[];
  /** Terraform address, or the policy and statement. */
  readonly by: string;
  readonly operation: Operation | "by hand" | "as recorded";
  readonly on: readonly string[];
  readonly conditions?: Conditions;
  /** Why it is `*`. */
  readonly because?: string;
}

/** All that asks for the action. */
export function askersOf(
  action: string,
  needs: readonly ResourceNeeds[],
  roles: readonly Deployer[],
): readonly Asker[] {
  return [
    ...needs.flatMap((need) => resourceAskers(action, need)),
    ...shared(roles.flatMap((role) => handAskers(action, role))),
  ];
}

/** Things whose removal takes the action, or that took it before they were changed, until that is retired. */
export function recordedAskers(
  action: string,
  ledger: Ledger | undefined,
  declared: readonly ResourceNeeds[],
): readonly Asker[] {
  if (!ledger) return [];
  const known = new Set(declared.flatMap(grantsByPlace));
  return recordedStacks(ledger).flatMap(([stack, { elements }]) =>
    Object.keys(elements).flatMap((address) => {
      const reads = new Set(recordedNeeds(ledger, stack, address, "plan"));
      return recordedNeeds(ledger, stack, address, "apply")
        .filter(asksFor(action))
        .filter((grant) => !known.has(`${stack} ${address} ${fingerprint(grant)}`))
        .map((grant) => recordedAsker(stack, address, grant, reads.has(grant)));
    }),
  );
}

function grantsByPlace({ stack, address, needs }: ResourceNeeds): readonly string[] {
  return operations.flatMap((one) => needs[one].map((grant) => `${stack} ${address} ${fingerprint(grant)}`));
}

function recordedAsker(stack: string, by: string, grant: Grant, reads: boolean): Asker {
  const { resources: on, conditions, because } = grant;
  return {
    stack,
    roles: reads ? deployerRoles : ["apply"],
    by,
    operation: "as recorded",
    on,
    ...(conditions && { conditions }),
    ...(because && { because }),
  };
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

/** A plan reads, for a review or not; an apply reads and writes; what only a root administrator changes, no deployer writes. */
function holdersOf({ changedBy }: ResourceNeeds, operation: Operation): readonly Holder[] {
  if (operation === "read") return deployerRoles;
  return changedBy ? [changedBy] : ["apply"];
}

function asksFor(action: string): (grant: Grant) => boolean {
  return ({ actions }) => actions.some((one) => one.toLowerCase() === action.toLowerCase());
}

/** Statements by hand bear a name, derived ones none: those are the resources', which are listed by themselves. */
function handAskers(action: string, { stack, role, policies }: Deployer): readonly Asker[] {
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

/** A statement of a policy that roles share is one, held by all of them. */
function shared(askers: readonly Asker[]): readonly Asker[] {
  const found = new Map<string, Asker>();
  for (const asker of askers) {
    const key = JSON.stringify([asker.by, asker.on, asker.conditions]);
    found.set(key, { ...asker, roles: [...(found.get(key)?.roles ?? []), ...asker.roles] });
  }
  return [...found.values()];
}

/** Every action that anything asks for. */
export function actionsAsked(needs: readonly ResourceNeeds[], roles: readonly Deployer[]): readonly string[] {
  const byResources = needs.flatMap((need) => operations.flatMap((one) => need.needs[one]));
  const byHand = roles.flatMap(({ policies }) => policies.flatMap(({ document }) => document.Statement));
  return [
    ...new Set([...byResources.flatMap(({ actions }) => actions), ...byHand.flatMap(({ Action = [] }) => Action)]),
  ];
}
