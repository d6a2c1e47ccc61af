import type { Keyed } from "../../constructs/contracts/contract";

/** What the datastores take from the stacks before this one. */
export interface DatastoreSurroundings {
  readonly vpcId: string;
  /** Data subnets, by zone. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** Customer managed keys, by purpose. */
  readonly keyArns: Keyed;
  /** Security groups whose members may connect, by a name for each. */
  readonly allowedFrom: Readonly<Record<string, string>>;
}

/** What queues, buckets and tables of teams take. */
export interface TeamSurroundings {
  /** Customer managed keys, by purpose. */
  readonly keyArns: Keyed;
  /** Bucket in which S3 records who asked for what. */
  readonly accessLogBucket: string;
}

/** Whose a thing is, for those who divide the bill. Rights rest on other tags. */
export function teamTags(team: string): Readonly<Record<string, string>> {
  return { "strata:team": team };
}

/** Makes one thing of each entry and keeps it under the entry's name. */
export function byName<Entry extends { readonly name: string }, Made>(
  entries: readonly Entry[],
  make: (entry: Entry) => Made,
): Readonly<Record<string, Made>> {
  return Object.fromEntries(entries.map((entry) => [entry.name, make(entry)]));
}

/** One property of each of the things, under their names. */
export function each<Thing>(
  things: Readonly<Record<string, Thing>>,
  property: (thing: Thing) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, property(thing)]));
}
