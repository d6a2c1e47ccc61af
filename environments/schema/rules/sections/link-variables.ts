import {
  bucketVariables,
  cacheVariables,
  databaseVariables,
  queueVariables,
  tableVariables,
} from "../../../../constructs/workloads/link-variables";
import type { App } from "../../environment";
import { sectionRule } from "../section-rule";

/** What the app says of a variable, and what the link says, could differ; one of them would be lost. */
export const settingsTaken = sectionRule({
  code: "ENV_SETTING_TAKEN",
  states: "no setting has the name of a variable that a datastore or a secret of the app brings",
  needs: ["apps"],
  *breaches({ apps }) {
    for (const [index, app] of apps.entries()) {
      const links = [...linksOf(app), ...secretsOf(app)];
      for (const name of Object.keys(app.settings)) {
        const link = links.find(({ variables }) => variables.includes(name));
        if (!link) continue;
        yield {
          path: ["apps", index, "settings", name],
          problem: `${link.bearer}, which the app uses, sets this variable`,
          fix: "rename the setting, or leave it out and use the value of the link",
          hidden: true,
        };
      }
    }
  },
});

/** A pod can't be told two things by one variable. */
export const secretsTaken = sectionRule({
  code: "ENV_SECRET_VARIABLE_TAKEN",
  states: "no secret has the name of a variable that a datastore or another secret of the app brings",
  needs: ["apps"],
  *breaches({ apps }) {
    for (const [index, app] of apps.entries()) {
      const links = linksOf(app);
      for (const [position, { name: secret, variables }] of app.secrets.entries()) {
        const others = [...links, ...secretsOf(app).slice(0, position)];
        for (const name of Object.keys(variables)) {
          const other = others.find((one) => one.variables.includes(name));
          if (!other) continue;
          yield {
            path: ["apps", index, "secrets", position, "variables", name],
            problem: `${other.bearer}, which the app uses, sets this variable, and so does ${secret}`,
            fix: "rename this one",
            hidden: true,
          };
        }
      }
    }
  },
});

/** Only a name that ends in `-reader` can bring that about. */
export const readerNames = sectionRule({
  code: "ENV_DATABASE_READER",
  states: "no database is named as the reader of another one",
  needs: ["databases"],
  *breaches({ databases }) {
    for (const [index, { name }] of databases.entries()) {
      const { host } = databaseVariables(name);
      const other = databases.find((database) => databaseVariables(database.name).readerHost === host);
      if (!other) continue;
      yield {
        path: ["databases", index, "name"],
        problem: `${host} would stand for this database and for the readers of ${other.name}`,
        fix: "choose another name",
      };
    }
  },
});

interface Link {
  readonly bearer: string;
  readonly variables: readonly string[];
}

function linksOf({ uses }: App): readonly Link[] {
  return [
    ...uses.databases.map(({ name }) => ({
      bearer: `the database ${name}`,
      variables: Object.values(databaseVariables(name)),
    })),
    ...uses.caches.map((name) => ({ bearer: `the cache ${name}`, variables: Object.values(cacheVariables(name)) })),
    ...uses.queues.map(({ name }) => ({ bearer: `the queue ${name}`, variables: Object.values(queueVariables(name)) })),
    ...uses.buckets.map(({ name }) => ({
      bearer: `the bucket ${name}`,
      variables: Object.values(bucketVariables(name)),
    })),
    ...uses.tables.map(({ name }) => ({ bearer: `the table ${name}`, variables: Object.values(tableVariables(name)) })),
  ];
}

function secretsOf({ secrets }: App): readonly Link[] {
  return secrets.map(({ name, variables }) => ({ bearer: `the secret ${name}`, variables: Object.keys(variables) }));
}
