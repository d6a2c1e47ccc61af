/** What an app may do in a database: see `uses` of the environment. */
export type DatabaseAccess = "read" | "read-write" | "own";

export interface DatabaseUser {
  /** User as which an app signs in through IAM. */
  readonly name: string;
  readonly access: DatabaseAccess;
}

export interface DatabaseUsers {
  readonly users: readonly DatabaseUser[];
  /** Users whose apps still run, although they are not declared any more: they stay as they are. */
  readonly kept: readonly string[];
}

/**
 * Brings the users of a database to what is declared; whatever there was before, it leaves the same behind.
 *
 * Tables belong to no app, but to the role `strata_owner`, in whose name every session of an app with access `own` runs:
 * so an app leaves nothing behind when it goes, and another can take over. Its default privileges hand the rows of new
 * tables to `strata_read` and `strata_read_write`, of which the other apps are members. `strata_apps` marks the users
 * that are looked after here; all others are none of its business. A user of an app that is gone is dropped, once what it
 * owns has gone to `strata_owner`; where another database of the cluster holds it, it can't sign in any more and stays.
 *
 * Whoever is a member of `rds_iam`, also by way of another user, can't sign in by password any more. So the user that
 * this runs as becomes a member of a leaving user only after that one has left `rds_iam`, and of others never by its own
 * doing: from version 16 on PostgreSQL gives whoever makes a role the right to hand it out, without what the role may do.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.DBAccounts.html
 */
export function databaseUsersSql({ users, kept }: DatabaseUsers): string {
  const wanted = [...users].sort(byName).map(({ name, access }) => `    (${text(name)}, ${text(access)})`);
  const known = [...users.map(({ name }) => name), ...kept].map(text).sort();
  return [
    "-- Written by the platform: changes are lost.",
    roles,
    ...wantedUsers(wanted),
    leavingUsers(known),
    grants,
  ].join("\n\n");
}

function byName(one: DatabaseUser, other: DatabaseUser): number {
  return one.name < other.name ? -1 : 1;
}

/**
 * A literal. Names are made of names that validation has seen; a quote in one would still be no harm, nor would a dollar,
 * of which the quotes around the blocks are made.
 */
function text(value: string): string {
  return `'${value.replaceAll("'", "''").replaceAll("$", "' || chr(36) || '")}'`;
}

/** One run at a time: two databases of a cluster share its roles. */
const roles = `SELECT pg_advisory_xact_lock(hashtext('strata-database-users'));

DO $strata$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['strata_apps', 'strata_owner', 'strata_read', 'strata_read_write'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role);
    END IF;
  END LOOP;
END
$strata$;

GRANT strata_owner TO CURRENT_USER;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO strata_owner;
GRANT USAGE ON SCHEMA public TO strata_read, strata_read_write;

DO $strata$
BEGIN
  -- Where the schema is somebody else's, as in what was made before PostgreSQL 15, the lines above are warnings only.
  IF EXISTS (
    SELECT FROM pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) AS allowed
    WHERE nspname = 'public' AND allowed.grantee = 0 AND allowed.privilege_type = 'CREATE'
  ) OR NOT has_schema_privilege('strata_owner', 'public', 'CREATE') THEN
    RAISE EXCEPTION 'the schema public is not for % to close and to hand on', CURRENT_USER
      USING HINT = format('As its owner: ALTER SCHEMA public OWNER TO %I;', CURRENT_USER);
  END IF;
END
$strata$;`;

function wantedUsers(wanted: readonly string[]): readonly string[] {
  if (wanted.length === 0) return [];
  return [
    `DO $strata$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN SELECT * FROM (VALUES
${wanted.join(",\n")}
  ) AS users (name, access) LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name) THEN
      EXECUTE format('CREATE ROLE %I', wanted.name);
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN', wanted.name);
    EXECUTE format('GRANT strata_apps, rds_iam TO %I', wanted.name);
    IF wanted.access = 'own' THEN
      EXECUTE format('REVOKE strata_read, strata_read_write FROM %I', wanted.name);
      EXECUTE format('GRANT strata_owner TO %I', wanted.name);
      EXECUTE format('ALTER ROLE %I SET role = %L', wanted.name, 'strata_owner');
    ELSE
      EXECUTE format('ALTER ROLE %I RESET role', wanted.name);
      EXECUTE format('REVOKE strata_owner, strata_read, strata_read_write FROM %I', wanted.name);
      EXECUTE format('GRANT %I TO %I', 'strata_' || replace(wanted.access, '-', '_'), wanted.name);
    END IF;
    RAISE NOTICE '% may %', wanted.name, wanted.access;
  END LOOP;
END
$strata$;`,
  ];
}

function leavingUsers(known: readonly string[]): string {
  const others = known.length > 0 ? `\n      AND NOT member.rolname = ANY (ARRAY[${known.join(", ")}])` : "";
  return `DO $strata$
DECLARE
  leaving text;
BEGIN
  FOR leaving IN
    SELECT DISTINCT member.rolname
    FROM pg_auth_members
      JOIN pg_roles AS granted ON granted.oid = pg_auth_members.roleid
      JOIN pg_roles AS member ON member.oid = pg_auth_members.member
    WHERE granted.rolname = 'strata_apps'
      AND member.rolname <> CURRENT_USER${others}
  LOOP
    EXECUTE format('ALTER ROLE %I NOLOGIN', leaving);
    EXECUTE format('REVOKE rds_iam, strata_owner, strata_read, strata_read_write FROM %I', leaving);
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = leaving;
    EXECUTE format('GRANT %I TO CURRENT_USER', leaving);
    EXECUTE format('REASSIGN OWNED BY %I TO strata_owner', leaving);
    EXECUTE format('DROP OWNED BY %I', leaving);
    BEGIN
      EXECUTE format('DROP ROLE %I', leaving);
      RAISE NOTICE '% is gone', leaving;
    EXCEPTION WHEN dependent_objects_still_exist THEN
      EXECUTE format('REVOKE %I FROM CURRENT_USER', leaving);
      RAISE NOTICE '% can not sign in any more, and stays for what it has in other databases', leaving;
    END;
  END LOOP;
END
$strata$;`;
}

/** For what there is, and for what the owner makes from now on. */
const grants = `DO $strata$
DECLARE
  owned record;
BEGIN
  FOR owned IN SELECT nspname FROM pg_namespace WHERE pg_get_userbyid(nspowner) = 'strata_owner' LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO strata_read, strata_read_write', owned.nspname);
  END LOOP;
  FOR owned IN
    SELECT nspname, relname, relkind
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE pg_get_userbyid(relowner) = 'strata_owner' AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      AND nspname NOT LIKE 'pg\\_%'
  LOOP
    IF owned.relkind = 'S' THEN
      EXECUTE format('GRANT SELECT ON SEQUENCE %I.%I TO strata_read', owned.nspname, owned.relname);
      EXECUTE format('GRANT SELECT, USAGE ON SEQUENCE %I.%I TO strata_read_write', owned.nspname, owned.relname);
    ELSE
      EXECUTE format('GRANT SELECT ON TABLE %I.%I TO strata_read', owned.nspname, owned.relname);
      EXECUTE format(
        'GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE %I.%I TO strata_read_write', owned.nspname, owned.relname);
    END IF;
  END LOOP;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO strata_owner', current_database());
END
$strata$;

ALTER DEFAULT PRIVILEGES FOR ROLE strata_owner GRANT USAGE ON SCHEMAS TO strata_read, strata_read_write;
ALTER DEFAULT PRIVILEGES FOR ROLE strata_owner GRANT SELECT ON TABLES TO strata_read;
ALTER DEFAULT PRIVILEGES FOR ROLE strata_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO strata_read_write;
ALTER DEFAULT PRIVILEGES FOR ROLE strata_owner GRANT SELECT ON SEQUENCES TO strata_read;
ALTER DEFAULT PRIVILEGES FOR ROLE strata_owner GRANT SELECT, USAGE ON SEQUENCES TO strata_read_write;
`;
