/**
 * What the page's script draws from, each text once: numbers are places in `strings`, `lists`, `statements` and
 * `documents`, and -1 stands for nothing. Hundreds of apps repeat the same few policies, types and sets of actions.
 */
export interface PageData {
  readonly strings: readonly string[];
  readonly lists: readonly (readonly number[])[];
  /** Effect (0 Allow, 1 Deny), actions, resources, conditions, name of the statement, and what is negated. */
  readonly statements: readonly StatementRow[];
  readonly documents: readonly (readonly number[])[];
  /** Stacks in the order of their deployment. */
  readonly stacks: readonly string[];
  readonly roles: readonly RoleRow[];
  /** Actions to create, read, update and delete, and who changes it beside deployers. */
  readonly needs: readonly NeedsRow[];
  readonly resources: readonly ResourceRow[];
  readonly contracts: readonly ContractRow[];
  readonly namespaces: readonly string[];
  readonly grants: readonly GrantRow[];
  readonly letIn: readonly number[];
  /** API groups, resources, names, verbs. */
  readonly rules: readonly (readonly [number, number, number, number])[];
  readonly sizes: readonly SizeRow[];
}

/** Bits: 1 actions are all but these, 2 resources are all but these. */
export type StatementRow = readonly [number, number, number, number, number, number];
/** Key, kind, stack or -1, name of the IAM role, ARN, boundary, trust, and policies by name. */
export type RoleRow = readonly [
  string,
  string,
  number,
  string,
  string,
  number,
  number,
  readonly (readonly [string, number])[],
];
export type NeedsRow = readonly [number, number, number, number, number];
/** Stack, type, name, path, needs, ARN. */
export type ResourceRow = readonly [number, number, number, number, number, number];
/** Producer, reader, version, and outputs: name, kind, meaning, addresses that use it. */
export type ContractRow = readonly [
  string,
  string,
  number,
  readonly (readonly [string, string, string, readonly string[]])[],
];
/** Subject, namespace, by, address, rules. */
export type GrantRow = readonly [number, number, number, number, readonly number[]];
/** Owner, what, name, size, limit. */
export type SizeRow = readonly [number, number, number, number, number];
