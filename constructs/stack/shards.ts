import type { Environment } from "../../environments/schema/environment";
import { type ShardId, type StackId, stackIds } from "./stack-id";

/** What says of an environment which stacks it has. */
export type Sharding = Pick<Environment, "teams">;

type Team = Sharding["teams"][number];

export function shardOf(team: string): ShardId {
  return `apps-${team}`;
}

/** The team whose apps are, or were, in a shard. */
export function teamOf(shard: ShardId): string {
  return shard.slice(shardOf("").length);
}

/** Teams with a stack of their own, be it that it holds their apps or nothing as yet. */
export function teamsApart({ teams }: Sharding): readonly Team[] {
  return teams.filter(({ appsStack }) => appsStack !== "shared");
}

/** All stacks of an environment: the six, and behind them a shard for each team that has one. */
export function stackIdsOf(environment: Sharding): readonly StackId[] {
  return [...stackIds, ...teamsApart(environment).map(({ name }) => shardOf(name))];
}

/** The stack in which the apps of a team are declared. */
export function appsStackOf({ teams }: Sharding, team: string): StackId {
  const declared = teams.find(({ name }) => name === team);
  return declared?.appsStack === "own" ? shardOf(team) : "apps";
}

/** For messages and usages: the six, and what others there may be. */
export const stackWords = `${stackIds.join(", ")}, or apps-<team> where a team has a stack of its own`;
