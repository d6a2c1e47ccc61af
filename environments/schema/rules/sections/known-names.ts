import { callersOf } from "../../apps/pods";
import type { App } from "../../environment";
import { nearest } from "../../nearest";
import type { Path } from "../finding";
import { type Breach, sectionRule } from "../section-rule";

export const knownTeam = sectionRule({
  code: "ENV_APP_TEAM",
  states: "an app belongs to a team of this environment",
  needs: ["teams", "apps"],
  breaches: ({ teams, apps }) =>
    unknown(
      "team",
      teams.map(({ name }) => name),
      apps.map(({ team }, index) => ({ path: ["apps", index, "team"], name: team })),
    ),
});

export const knownExcludedTeams = sectionRule({
  code: "ENV_BACKUP_TEAM",
  states: "backups leave out teams of this environment",
  needs: ["teams", "backups"],
  breaches: ({ teams, backups }) =>
    unknown(
      "team",
      teams.map(({ name }) => name),
      backups.excludedTeams.map((name, index) => ({ path: ["backups", "excludedTeams", index], name })),
    ),
});

export const knownDatabases = sectionRule({
  code: "ENV_APP_DATABASE",
  states: "an app uses databases of this environment",
  needs: ["databases", "apps"],
  breaches: ({ databases, apps }) =>
    unknown(
      "database",
      databases.map(({ name }) => name),
      apps.flatMap(({ uses }, index) =>
        uses.databases.map(({ name }, position) => ({ path: ["apps", index, "uses", "databases", position], name })),
      ),
    ),
});

export const knownCaches = sectionRule({
  code: "ENV_APP_CACHE",
  states: "an app uses caches of this environment",
  needs: ["caches", "apps"],
  breaches: ({ caches, apps }) =>
    unknown(
      "cache",
      caches.map(({ name }) => name),
      apps.flatMap(({ uses }, index) =>
        uses.caches.map((name, position) => ({ path: ["apps", index, "uses", "caches", position], name })),
      ),
    ),
});

export const knownQueues = sectionRule({
  code: "ENV_APP_QUEUE",
  states: "an app uses queues of this environment",
  needs: ["queues", "apps"],
  breaches: ({ queues, apps }) => unknownUses("queues", "queue", queues, apps),
});

export const knownBuckets = sectionRule({
  code: "ENV_APP_BUCKET",
  states: "an app uses buckets of this environment's teams",
  needs: ["teamBuckets", "apps"],
  breaches: ({ teamBuckets, apps }) => unknownUses("buckets", "team's bucket", teamBuckets, apps),
});

export const knownTables = sectionRule({
  code: "ENV_APP_TABLE",
  states: "an app uses tables of this environment",
  needs: ["tables", "apps"],
  breaches: ({ tables, apps }) => unknownUses("tables", "table", tables, apps),
});

export const knownCallers = sectionRule({
  code: "ENV_APP_CALLER",
  states: "an app is called by apps of this environment",
  needs: ["apps"],
  breaches: ({ apps }) =>
    unknown(
      "app",
      apps.map(({ team, name }) => `${team}/${name}`),
      apps.flatMap((app, index) =>
        callersOf(app)
          .map((name, position) => ({ path: ["apps", index, "calledBy", position], name }))
          // Without a slash it is no app at all, which has its own finding.
          .filter(({ name }) => /^[^/]+\/[^/]+$/.test(name)),
      ),
    ),
});

export const calledByItself = sectionRule({
  code: "ENV_APP_CALLS_ITSELF",
  states: "an app needs no leave to call itself",
  needs: ["apps"],
  *breaches({ apps }) {
    for (const [index, app] of apps.entries()) {
      const position = callersOf(app).indexOf(`${app.team}/${app.name}`);
      if (position >= 0) {
        yield {
          path: ["apps", index, "calledBy", position],
          problem: "an app is not among its own callers",
          fix: "leave it out: the pods of a stateful service reach each other anyway, and those of others have no need to",
        };
      }
    }
  },
});

/** A name that has to be declared somewhere. */
interface Mention {
  readonly path: Path;
  readonly name: string;
}

function unknownUses(
  section: "queues" | "buckets" | "tables",
  kind: string,
  declared: readonly { readonly name: string }[],
  apps: readonly App[],
): Iterable<Breach> {
  const mentions = apps.flatMap(({ uses }, index) =>
    uses[section].map(({ name }, position) => ({ path: ["apps", index, "uses", section, position], name })),
  );
  return unknown(
    kind,
    declared.map(({ name }) => name),
    mentions,
  );
}

export function* unknown(kind: string, known: readonly string[], mentions: readonly Mention[]): Iterable<Breach> {
  for (const { path, name } of mentions) {
    if (known.includes(name)) continue;
    const guess = nearest(name, known);
    const choice = known.length === 0 ? "there is none" : `there are ${known.join(", ")}`;
    yield {
      path,
      problem: `no ${kind} has this name; ${choice}`,
      fix: guess ? `write "${guess}"` : known.length > 0 ? "choose one of those, or declare it" : "declare it",
    };
  }
}
