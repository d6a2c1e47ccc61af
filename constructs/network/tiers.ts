/** What subnets are for; each tier has its own routes and its own network ACL. */
export const tiers = ["public", "private", "data", "control-plane"] as const;
export type Tier = (typeof tiers)[number];
/** A tier, or the subnets of pods alone, which are no tier of their own: they share the private one's routes. */
export type SubnetKind = Tier | "pods";

/** Something of every tier. */
export type ByTier<Value> = Readonly<Record<Tier, Value>>;
/** Something of every availability zone, by the zone's name. */
export type ByZone<Value> = Readonly<Record<string, Value>>;

/** A value for each zone. */
export function byZone<Value>(zones: readonly string[], value: (zone: string) => Value): ByZone<Value> {
  return Object.fromEntries(zones.map((zone) => [zone, value(zone)]));
}
