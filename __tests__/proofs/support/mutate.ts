import type { PolicyDocument, Statement } from "../../../constructs/identity/policy-document";
import type { BoundaryKind } from "../../../constructs/names";
import type { DeployerAction, StackId } from "../../../constructs/stack/stack-id";
import { listed } from "./attack";
import type { Deployer, ProvenPlatform } from "./proven";
import type { ProvenRole } from "./simulator";

/** A changed copy of what was synthesized. */
export type Mutation = (platform: ProvenPlatform) => ProvenPlatform;

/** What becomes of a statement: itself, another one, or none. */
type Change = (statement: Statement) => Statement | undefined;

/** Changes the statements of a stack's deployers that name the action. Fails when there are none: nothing would be tested. */
export function inPolicies(stack: StackId, action: string, change: Change, of: DeployerAction = "apply"): Mutation {
  return changing(stack, of, (role) => {
    let changed = 0;
    const counting: Change = (statement) => {
      if (!listed(statement.Action ?? []).includes(action)) return statement;
      changed += 1;
      return change(statement);
    };
    const policies = role.policies.map((policy) => ({ ...policy, document: edited(policy.document, counting) }));
    if (changed === 0) throw new Error(`no statement of ${stack} ${of} names ${action}`);
    return { ...role, policies };
  });
}

/** Changes the statements of a boundary that have this id, or allow exactly this action. Fails when there are none. */
export function inBoundary(kind: BoundaryKind, which: string, change: Change): Mutation {
  const isMeant = ({ Sid, Effect, Action = [] }: Statement) =>
    Sid === which || (Effect === "Allow" && listed(Action).includes(which));
  return (platform) => {
    const before = platform.boundaries[kind];
    if (!before?.Statement.some(isMeant)) throw new Error(`no ${which} in the boundary of ${kind}`);
    const boundary = edited(before, (one) => (isMeant(one) ? change(one) : one));
    const held = <T extends ProvenRole>(role: T): T => {
      return JSON.stringify(role.boundary) === JSON.stringify(before) ? { ...role, boundary } : role;
    };
    return {
      ...platform,
      boundaries: { ...platform.boundaries, [kind]: boundary },
      deployers: platform.deployers.map(held),
      people: platform.people.map(held),
      workloads: platform.workloads.map(held),
    };
  };
}

/** Changes the roles of a stack. */
export function changing(
  stack: StackId,
  of: DeployerAction | undefined,
  change: (role: Deployer) => Deployer,
): Mutation {
  return (platform) => {
    const isMeant = (role: Deployer) => role.stack === stack && (of === undefined || role.action === of);
    return { ...platform, deployers: platform.deployers.map((role) => (isMeant(role) ? change(role) : role)) };
  };
}

function edited(document: PolicyDocument, change: Change): PolicyDocument {
  return { ...document, Statement: document.Statement.flatMap((one) => change(one) ?? []) };
}

export const removed: Change = () => undefined;

export const unconditional: Change = ({ Condition: _, ...statement }) => statement;

export const everywhere: Change = (statement) => ({ ...statement, Resource: ["*"] });

/** The statement without conditions on keys that match. */
export function without(key: RegExp): Change {
  return (statement) => {
    const operators = Object.entries(statement.Condition ?? {}).map(([operator, keys]) => {
      const left = Object.entries(keys).filter(([name]) => !key.test(name));
      return [operator, Object.fromEntries(left)] as const;
    });
    return {
      ...statement,
      Condition: Object.fromEntries(operators.filter(([, keys]) => Object.keys(keys).length > 0)),
    };
  };
}

/** The statement with other operators, such as those that hold when there is no tag at all. */
export function operators(from: string, to: string): Change {
  return ({ Condition = {}, ...statement }) => {
    const renamed = Object.entries(Condition).map(([operator, keys]) => [operator === from ? to : operator, keys]);
    return { ...statement, Condition: Object.fromEntries(renamed) };
  };
}

/** The statement with a text in the place of another, wherever it stands. */
export function replaced(from: string, to: string): Change {
  return (statement) => JSON.parse(JSON.stringify(statement).replaceAll(from, to));
}

export function alsoNaming(...actions: readonly string[]): Change {
  return (statement) => ({ ...statement, Action: [...listed(statement.Action ?? []), ...actions] });
}

export function notNaming(...actions: readonly string[]): Change {
  return (statement) => ({
    ...statement,
    Action: listed(statement.Action ?? []).filter((one) => !actions.includes(one)),
  });
}
