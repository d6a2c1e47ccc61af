/**
 * Words that PostgreSQL keeps for itself, https://www.postgresql.org/docs/current/sql-keywords-appendix.html, which
 * RDS refuses as the name of a first database, and the databases that exist from the start.
 */
const taken = new Set(
  (
    "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create " +
    "current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc " +
    "distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral " +
    "leading limit localtime localtimestamp not null offset on only or order placing primary references returning " +
    "select session_user some symmetric system_user table then to trailing true union unique user using variadic " +
    "when where window with postgres rdsadmin template0 template1"
  ).split(" "),
);

/** Longest identifier that PostgreSQL keeps whole, in bytes. */
const longest = 63;

/** The name of a first database: a PostgreSQL identifier that needs no quotes, from a name in words with hyphens. */
export function databaseNameOf(name: string): string {
  const identifier = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^(?=[0-9_])/, "db_");
  return (taken.has(identifier) ? `${identifier}_db` : identifier).slice(0, longest);
}
