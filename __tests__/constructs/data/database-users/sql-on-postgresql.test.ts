import { type DatabaseUsers, databaseUsersSql } from "../../../../constructs/data/database-users/sql";
import { Postgresql, withoutPostgresql } from "./postgresql";

const reader = "demo_storefront_catalog";
const writer = "demo_storefront_checkout";
const owner = "demo_fulfilment_orders";
const all: DatabaseUsers = {
  users: [
    { name: reader, access: "read" },
    { name: writer, access: "read-write" },
    { name: owner, access: "own" },
  ],
  kept: [],
};

// Without a server nothing of this can be seen: the reason stands in the title.
const describeOnServer = withoutPostgresql === undefined ? describe : describe.skip;
const reason = withoutPostgresql === undefined ? "" : ` (skipped: ${withoutPostgresql})`;

describeOnServer(`the users of a database, on a real PostgreSQL${reason}`, () => {
  let server: Postgresql;
  const bring = (users: DatabaseUsers) => server.as("platform_admin", databaseUsersSql(users));
  const groupsOf = (name: string) =>
    server.as(
      "rdsadmin",
      `SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles u ON u.oid = m.member
       WHERE u.rolname = '${name}' ORDER BY 1`,
    ).rows;

  // The steps build upon each other.
  beforeAll(() => {
    server = new Postgresql();
    bring(all);
    server.as(
      owner,
      "CREATE TABLE items (id serial PRIMARY KEY, what text); INSERT INTO items (what) VALUES ('boots')",
    );
    server.as(owner, "CREATE SCHEMA billing; CREATE TABLE billing.invoices (id int)");
  }, 60_000);

  afterAll(() => server?.stop());

  it("sign in through IAM, each in the group of what it may do", () => {
    expect(groupsOf(reader)).toEqual(["rds_iam", "strata_apps", "strata_read"]);
    expect(groupsOf(writer)).toEqual(["rds_iam", "strata_apps", "strata_read_write"]);
    expect(groupsOf(owner)).toEqual(["rds_iam", "strata_apps", "strata_owner"]);
  });

  it("with access read select, and change nothing", () => {
    expect(server.as(reader, "SELECT what FROM items; SELECT * FROM billing.invoices").rows).toEqual(["boots"]);
    expect(() => server.as(reader, "DELETE FROM items")).toThrow("permission denied for table items");
    expect(() => server.as(reader, "CREATE TABLE mine (id int)")).toThrow("permission denied for schema public");
  });

  it("with access read-write change rows, new ones with their numbers too, and no table", () => {
    server.as(writer, "INSERT INTO items (what) VALUES ('tents'); UPDATE items SET what = 'tent' WHERE what = 'tents'");
    expect(server.as(writer, "SELECT count(*) FROM items").rows).toEqual(["2"]);
    expect(() => server.as(writer, "DROP TABLE items")).toThrow("must be owner of table items");
    expect(() => server.as(writer, "CREATE TABLE mine (id int)")).toThrow("permission denied for schema public");
  });

  it("with access own make tables that belong to no app", () => {
    const { rows } = server.as("rdsadmin", "SELECT tableowner FROM pg_tables WHERE tablename IN ('items', 'invoices')");
    expect(rows).toEqual(["strata_owner", "strata_owner"]);
  });

  it("are the same after another run, which changes nothing that is right", () => {
    bring(all);
    expect(groupsOf(writer)).toEqual(["rds_iam", "strata_apps", "strata_read_write"]);
    expect(server.as(writer, "SELECT count(*) FROM items").rows).toEqual(["2"]);
  });

  it("get another access when the list says another", () => {
    bring({ ...all, users: all.users.map((user) => (user.name === reader ? { ...user, access: "own" } : user)) });
    server.as(reader, "ALTER TABLE items ADD COLUMN price numeric");
    bring(all);
    expect(groupsOf(reader)).toEqual(["rds_iam", "strata_apps", "strata_read"]);
    expect(() => server.as(reader, "ALTER TABLE items DROP COLUMN price")).toThrow("must be owner of table items");
  });

  it("stay as they are while pods of an app that is gone from the list still run", () => {
    bring({ users: all.users.filter(({ name }) => name !== writer), kept: [writer] });
    expect(server.as(writer, "SELECT count(*) FROM items").rows).toEqual(["2"]);
  });

  it("are gone with their apps, and what they made by other ways stays", () => {
    // As somebody could have made it before there was an owner.
    server.as("rdsadmin", `CREATE TABLE old (id int); ALTER TABLE old OWNER TO ${writer}`);
    bring({ users: all.users.filter(({ name }) => name !== writer), kept: [] });
    expect(() => server.as(writer, "SELECT 1")).toThrow(`role "${writer}" does not exist`);
    expect(server.as(reader, "SELECT count(*) FROM old").rows).toEqual(["0"]);
    expect(server.as("rdsadmin", "SELECT tableowner FROM pg_tables WHERE tablename = 'old'").rows).toEqual([
      "strata_owner",
    ]);
  });

  it("can't sign in any more, where another database of the cluster holds them", () => {
    server.as("platform_admin", "CREATE DATABASE other", "postgres");
    server.as("rdsadmin", `CREATE TABLE theirs (id int); ALTER TABLE theirs OWNER TO ${reader}`, "other");
    const { notices } = bring({ users: [{ name: owner, access: "own" }], kept: [] });
    expect(notices).toContain(`${reader} can not sign in any more`);
    expect(() => server.as(reader, "SELECT 1")).toThrow(`role "${reader}" is not permitted to log in`);
    expect(groupsOf(reader)).not.toContain("rds_iam");
  });

  it("leave the master user out of rds_iam, in which passwords count for nothing", () => {
    // What PostgreSQL itself gives to the maker of a role, from version 16 on, names the superuser as its giver.
    expect(
      server.as(
        "rdsadmin",
        `SELECT roleid::regrole FROM pg_auth_members
         WHERE member = 'platform_admin'::regrole AND roleid = '${owner}'::regrole AND grantor = 'platform_admin'::regrole`,
      ).rows,
    ).toEqual([]);
    expect(server.as("rdsadmin", "SELECT pg_has_role('platform_admin', 'rds_iam', 'USAGE')").rows).toEqual(["f"]);
  });

  it("sign in again when their apps are back", () => {
    bring(all);
    expect(server.as(reader, "SELECT what FROM items WHERE id = 1").rows).toEqual(["boots"]);
    expect(groupsOf(reader)).toEqual(["rds_iam", "strata_apps", "strata_read"]);
  });

  it.each([
    ["a quote", "demo_o'brien"],
    ["quotes that would end a name", 'demo_x"; DROP TABLE items; --'],
    ["quotes that would end a block", "demo_$strata$; DROP TABLE items; --"],
    ["what format and backslashes would make of it", "demo_%I\\n%"],
    ["capitals and spaces", "Demo Storefront"],
    ["a word of SQL", "user"],
    ["as many characters as there may be", `demo_${"a".repeat(58)}`],
  ])("may have names with %s, which do nothing", (_, name) => {
    const users = [...all.users, { name, access: "read" as const }];
    bring({ users, kept: [] });
    bring({ users, kept: [] });
    expect(server.as(name, "SELECT count(*) FROM items").rows).toEqual(["2"]);
    bring({ users: all.users, kept: [name] });
    expect(server.as(name, "SELECT CURRENT_USER").rows).toEqual([name]);
    bring(all);
    expect(() => server.as(name, "SELECT 1")).toThrow("does not exist");
    expect(server.as("rdsadmin", "SELECT count(*) FROM items").rows).toEqual(["2"]);
  });

  it("are not brought where everybody may make tables and the master user can't forbid it", () => {
    server.as("rdsadmin", "ALTER SCHEMA public OWNER TO rdsadmin; GRANT CREATE ON SCHEMA public TO PUBLIC");
    expect(() => bring(all)).toThrow(
      /the schema public is not for platform_admin to close and to hand on\nHINT: {2}As its owner: ALTER SCHEMA public OWNER TO platform_admin;/,
    );
    server.as("rdsadmin", "ALTER SCHEMA public OWNER TO pg_database_owner");
    bring(all);
    expect(() => server.as(reader, "CREATE TABLE mine (id int)")).toThrow("permission denied for schema public");
  });

  it("of others are none of its business", () => {
    server.as("platform_admin", "CREATE ROLE analyst LOGIN");
    bring(all);
    expect(server.as("analyst", "SELECT 1").rows).toEqual(["1"]);
  });

  it("that nobody needs are none", () => {
    bring({ users: [], kept: [] });
    expect(() => server.as(owner, "SELECT 1")).toThrow(`role "${owner}" does not exist`);
  });
});
