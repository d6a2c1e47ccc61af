import { cacheVariables, databaseVariables } from "../../../../constructs/workloads/link-variables";
import type { App } from "../../environment";
import { sectionRule } from "../section-rule";

/** What the app says of a variable, and what the link says, could differ; one of them would be lost. */
export const settingsTaken = sectionRule({
  code: "ENV_SETTING_TAKEN",
  states: "no setting has the name of a variable that a database or cache of the app brings",
  needs: ["apps"],
  *breaches({ apps }) {
    for (const [index, app] of apps.entries()) {
      const links = linksOf(app);
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
  ];
}
