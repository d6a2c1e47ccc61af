import type { Environment } from "../../environment";
import type { Path } from "../finding";
import { type Breach, sectionRule } from "../section-rule";
import { unknown } from "./known-names";

type Owning = Pick<Environment, "databases" | "caches" | "queues" | "teamBuckets" | "tables">;

const sections = ["databases", "caches", "queues", "teamBuckets", "tables"] as const;

/** What an app calls the sections in its `uses`. */
const usedAs = {
  databases: "databases",
  caches: "caches",
  queues: "queues",
  teamBuckets: "buckets",
  tables: "tables",
} as const;

export const ownersKnown = sectionRule({
  code: "ENV_OWNER_TEAM",
  states: "what belongs to a team belongs to one of this environment",
  needs: ["teams", ...sections],
  breaches: (environment) =>
    unknown(
      "team",
      environment.teams.map(({ name }) => name),
      sections.flatMap((section) => environment[section].flatMap((thing, index) => teamsOf(thing, [section, index]))),
    ),
});

export const usedByOwner = sectionRule({
  code: "ENV_APP_NOT_OWNER",
  states: "an app uses what is its own team's, shared with its team, or of no team",
  needs: ["teams", "apps", ...sections],
  *breaches(environment): Iterable<Breach> {
    const teams = environment.teams.map(({ name }) => name);
    for (const [index, { team, name, uses }] of environment.apps.entries()) {
      for (const section of sections) {
        for (const [position, used] of uses[usedAs[section]].entries()) {
          const owner = ownerOf(environment, section, typeof used === "string" ? used : used.name);
          // An owner that is no team has a finding of its own.
          if (!owner || owner.teams.includes(team) || !teams.includes(owner.team)) continue;
          yield {
            path: ["apps", index, "uses", usedAs[section], position],
            problem: `it belongs to the team ${owner.team}, and ${team}/${name} is another team's`,
            fix: fixOf(section, team),
          };
        }
      }
    }
  },
});

interface Owned {
  readonly name: string;
  readonly team?: string | undefined;
  readonly sharedWith?: readonly string[];
}

function teamsOf(
  { team, sharedWith = [] }: Owned,
  path: Path,
): readonly { readonly path: Path; readonly name: string }[] {
  return [
    ...(team === undefined ? [] : [{ path: [...path, "team"], name: team }]),
    ...sharedWith.map((name, position) => ({ path: [...path, "sharedWith", position], name })),
  ];
}

/** The teams that may use it; nothing where all may, and where there is no such thing, which has its own finding. */
function ownerOf(environment: Owning, section: (typeof sections)[number], name: string) {
  const things: readonly Owned[] = environment[section];
  const thing = things.find((one) => one.name === name);
  if (thing?.team === undefined) return undefined;
  return { team: thing.team, teams: [thing.team, ...(thing.sharedWith ?? [])] };
}

function fixOf(section: (typeof sections)[number], team: string): string {
  const alone = section === "databases" || section === "caches";
  return alone
    ? "take the team away from it, or leave it out here"
    : `add "${team}" to its sharedWith, or leave it out here`;
}
