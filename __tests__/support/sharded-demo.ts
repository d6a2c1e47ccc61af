import { loadEnvironment } from "../../environments/load";
import type { Environment, Team } from "../../environments/schema/environment";
import { appOf } from "./apps";

const demo = loadEnvironment("demo");
const tracking = appOf(demo, "web-service", "fulfilment/tracking");

/** The demo with a third team, whose name begins as another's, and whose app is called by another's. */
const threeTeams: Environment = {
  ...demo,
  state: { kind: "s3" },
  teams: [...demo.teams, { name: "storefront-eu", appsStack: "shared", developers: [], quota: quotaOf("fulfilment") }],
  apps: [
    ...demo.apps,
    { ...tracking, team: "storefront-eu", name: "desk", subdomain: undefined, calledBy: ["fulfilment/tracking"] },
  ],
};

function quotaOf(team: string): Team["quota"] {
  const found = demo.teams.find(({ name }) => name === team);
  if (!found) throw new Error(`no team ${team}`);
  return found.quota;
}

/** An environment in which some teams' apps are in stacks of their own; those of the others are in `apps`. */
export function withStacks(stacks: Readonly<Record<string, Team["appsStack"]>>, of = threeTeams): Environment {
  return { ...of, teams: of.teams.map((team) => ({ ...team, appsStack: stacks[team.name] ?? "shared" })) };
}

/** No team has a stack of its own. */
export const unshardedDemo = withStacks({});

/** Two teams have one, of which the name of one begins as the other's; the third is left in `apps`. */
export const shardedDemo = withStacks({ storefront: "own", "storefront-eu": "own" });
