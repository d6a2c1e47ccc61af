import { describePath } from "../../path";
import type { Path } from "../finding";
import { type Breach, sectionRule } from "../section-rule";

export const repeatedTeams = sectionRule({
  code: "ENV_TEAM_REPEATED",
  states: "every team has a name of its own",
  needs: ["teams"],
  breaches: ({ teams }) => repeated(teams.map((team, index) => ({ path: ["teams", index, "name"], name: team.name }))),
});

export const repeatedApps = sectionRule({
  code: "ENV_APP_REPEATED",
  states: "every app has a name of its own within its team",
  needs: ["apps"],
  breaches: ({ apps }) =>
    repeated(apps.map(({ team, name }, index) => ({ path: ["apps", index, "name"], name: `${team}/${name}` }))),
});

export const repeatedDatabases = sectionRule({
  code: "ENV_DATABASE_REPEATED",
  states: "every database has a name of its own",
  needs: ["databases"],
  breaches: ({ databases }) =>
    repeated(databases.map(({ name }, index) => ({ path: ["databases", index, "name"], name }))),
});

export const repeatedCaches = sectionRule({
  code: "ENV_CACHE_REPEATED",
  states: "every cache has a name of its own",
  needs: ["caches"],
  breaches: ({ caches }) => repeated(caches.map(({ name }, index) => ({ path: ["caches", index, "name"], name }))),
});

export const repeatedNodePools = sectionRule({
  code: "ENV_POOL_REPEATED",
  states: "every node pool has a name of its own",
  needs: ["autoscaling"],
  breaches: ({ autoscaling }) =>
    repeated(
      autoscaling.nodePools.map(({ name }, index) => ({ path: ["autoscaling", "nodePools", index, "name"], name })),
    ),
});

export const repeatedQueues = sectionRule({
  code: "ENV_QUEUE_REPEATED",
  states: "every queue has a name of its own",
  needs: ["queues"],
  breaches: ({ queues }) => repeated(queues.map(({ name }, index) => ({ path: ["queues", index, "name"], name }))),
});

export const repeatedBuckets = sectionRule({
  code: "ENV_BUCKET_REPEATED",
  states: "every bucket of a team has a name of its own",
  needs: ["teamBuckets"],
  breaches: ({ teamBuckets }) =>
    repeated(teamBuckets.map(({ name }, index) => ({ path: ["teamBuckets", index, "name"], name }))),
});

export const repeatedTables = sectionRule({
  code: "ENV_TABLE_REPEATED",
  states: "every table has a name of its own",
  needs: ["tables"],
  breaches: ({ tables }) => repeated(tables.map(({ name }, index) => ({ path: ["tables", index, "name"], name }))),
});

export const repeatedIndexes = sectionRule({
  code: "ENV_INDEX_REPEATED",
  states: "every index of a table has a name of its own",
  needs: ["tables"],
  *breaches({ tables }) {
    for (const [index, { indexes }] of tables.entries()) {
      const names = indexes.map(({ name }) => name);
      for (const [position, name] of names.entries()) {
        if (names.indexOf(name) === position) continue;
        yield {
          path: ["tables", index, "indexes", position, "name"],
          problem: `${name} is taken by indexes[${names.indexOf(name)}] of this table`,
          fix: "choose another one, or leave this entry out",
        };
      }
    }
  },
});

export const repeatedSubdomains = sectionRule({
  code: "ENV_SUBDOMAIN_REPEATED",
  states: "a subdomain leads to one app",
  needs: ["apps"],
  breaches: ({ apps }) =>
    repeated(
      apps.flatMap((app, index) =>
        app.kind === "web-service" && app.subdomain !== undefined
          ? [{ path: ["apps", index, "subdomain"], name: app.subdomain }]
          : [],
      ),
    ),
});

interface Named {
  readonly path: Path;
  readonly name: string;
}

/** Those whose name stands further up already. */
function* repeated(list: readonly Named[]): Iterable<Breach> {
  for (const { path, name } of list) {
    const first = list.find((other) => other.name === name);
    if (first && first.path !== path) {
      yield {
        path,
        problem: `${name} is taken by ${describePath({}, first.path.slice(0, -1))}`,
        fix: "choose another one, or leave this entry out",
      };
    }
  }
}
