import { valueRule } from "../value-rule";

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/AuroraPostgreSQL.Updates.html */
export const postgresVersion = valueRule<string>({
  code: "ENV_DATABASE_VERSION",
  states: "an Aurora PostgreSQL version is a major and a minor number",
  fix: 'write it as in "17.5"',
  allows: (value) => minorVersion.test(value),
});

const minorVersion = /^([1-9]\d)\.\d{1,2}$/;

/**
 * Majors that Aurora offers, and whose schema `public` belongs to the database's owner: before 15 it is the superuser's,
 * so that nobody else can close it, and every user may make tables there.
 * https://www.postgresql.org/docs/release/15.0/ (Migration), and Aurora's release notes.
 */
const majors = [15, 16, 17, 18] as const;

export const postgresMajor = valueRule<string>({
  code: "ENV_DATABASE_MAJOR",
  states: `Aurora PostgreSQL is used here in the major versions ${majors.join(", ")}: before them every user of a database may make tables`,
  fix: 'choose one of them, as in "17.5"',
  allows: (value) => {
    const [, major] = minorVersion.exec(value) ?? [];
    return major === undefined || majors.some((one) => one === Number(major));
  },
});

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html */
export const valkeyVersion = valueRule<string>({
  code: "ENV_CACHE_VERSION",
  states: "a Valkey version is 7.2 or later, as a major and a minor number",
  fix: 'write it as in "8.1"',
  allows: (value) => /^(7\.[2-9]|[89]\.\d)$/.test(value),
});
