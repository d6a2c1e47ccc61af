import { execFileSync, type SpawnSyncReturns, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** What PostgreSQL refused, or said beside its answer. */
export interface Answer {
  readonly rows: readonly string[];
  readonly notices: string;
}

/** Why no PostgreSQL can be started here; undefined where one can. */
export const withoutPostgresql: string | undefined = ["initdb", "postgres", "psql", "pg_ctl"].every(isThere)
  ? undefined
  : "initdb, pg_ctl, postgres and psql are not all in the path";

function isThere(command: string): boolean {
  return spawnSync(command, ["--version"]).status === 0;
}

/**
 * A server of its own in a folder of its own, reached through a socket there. Roles as RDS has them: `rdsadmin` is the
 * superuser, `platform_admin` the master user, which is none, and `rds_iam` the group of who signs in through IAM.
 */
export class Postgresql {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "pg-"));

  constructor() {
    // PostgreSQL does not run as root.
    const account = process.getuid?.() === 0 ? accountOf("postgres") : undefined;
    if (account) fs.chownSync(this.folder, account.uid, account.gid);
    const run = (command: string, ...args: readonly string[]) =>
      execFileSync(command, args, { ...account, cwd: this.folder, stdio: "ignore" });
    run("initdb", "-D", this.data, "-U", "rdsadmin", "-A", "trust", "--no-sync");
    run("pg_ctl", "-D", this.data, "-o", `-k ${this.folder} -c listen_addresses= -c fsync=off`, "-w", "start");
    this.stop = () => {
      run("pg_ctl", "-D", this.data, "-m", "immediate", "-w", "stop");
      fs.rmSync(this.folder, { recursive: true });
    };
    this.as("rdsadmin", mastersRights, "postgres");
    this.as("platform_admin", "CREATE DATABASE orders", "postgres");
  }

  readonly stop: () => void;

  private get data(): string {
    return path.join(this.folder, "data");
  }

  /** Major version, such as 17. */
  get major(): number {
    return Math.floor(Number(this.as("rdsadmin", "SHOW server_version_num").rows[0]) / 10_000);
  }

  /** Runs SQL as somebody, all or nothing as the job does. What is refused is thrown, with the server's words. */
  as(user: string, sql: string, database = "orders"): Answer {
    const whole = sql.startsWith("CREATE DATABASE") ? [] : ["--single-transaction"];
    const args = ["-h", this.folder, "-U", user, "-d", database, "-XAtq", "-v", "ON_ERROR_STOP=1", ...whole];
    const { status, stdout, stderr }: SpawnSyncReturns<string> = spawnSync("psql", args, {
      input: sql,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return { rows: stdout.split("\n").filter(Boolean), notices: stderr };
  }
}

const mastersRights = `
CREATE ROLE rds_iam NOLOGIN;
CREATE ROLE platform_admin LOGIN CREATEROLE CREATEDB;
GRANT pg_signal_backend TO platform_admin;
DO $$ BEGIN
  -- Before version 16 whoever makes roles may hand out any; since then RDS sees to it, here the narrowest of grants.
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'GRANT rds_iam TO platform_admin WITH ADMIN TRUE, INHERIT FALSE, SET FALSE';
  END IF;
END $$;
`;

function accountOf(user: string): { readonly uid: number; readonly gid: number } | undefined {
  const id = (flag: string) => Number(execFileSync("id", [flag, user], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
