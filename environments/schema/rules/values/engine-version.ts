import { valueRule } from "../value-rule";

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/AuroraPostgreSQL.Updates.html */
export const postgresVersion = valueRule<string>({
  code: "ENV_DATABASE_VERSION",
  states: "an Aurora PostgreSQL version is a major and a minor number",
  fix: 'write it as in "17.5"',
  allows: (value) => /^[1-9]\d\.\d{1,2}$/.test(value),
});

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html */
export const valkeyVersion = valueRule<string>({
  code: "ENV_CACHE_VERSION",
  states: "a Valkey version is 7.2 or later, as a major and a minor number",
  fix: 'write it as in "8.1"',
  allows: (value) => /^(7\.[2-9]|[89]\.\d)$/.test(value),
});
