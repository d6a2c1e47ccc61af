import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  DatabaseUsersJob,
  type DatabaseUsersJobProps,
} from "../../../../constructs/data/database-users/database-users-job";
import { rootCertificate } from "../../../../constructs/data/database-users/root-certificate";
import { bringUsersToOrder, fetchSecret, valueOfKey } from "../../../../constructs/data/database-users/scripts";
import { databaseUsersSql } from "../../../../constructs/data/database-users/sql";
import { synthesize } from "../../../support/synthesize";

const secretArn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-1-AbCdEf";
const props: DatabaseUsersJobProps = {
  users: [{ name: "demo_storefront_web", access: "read" }],
  kept: [],
  name: "database-users-orders",
  namespace: "app-services",
  region: "eu-central-1",
  host: "orders.cluster-x.eu-central-1.rds.amazonaws.com",
  port: 5432,
  database: "orders",
  secretArn,
  rootCertificate: rootCertificate("eu-central-1") ?? "",
  role: { arn: "arn:aws:iam::111122223333:role/users", clusterName: "strata-demo" },
  addresses: ["10.20.64.0/22"],
  images: { awsCli: "registry.example/aws-cli:2.34.56", postgresql: "registry.example/postgres:17.11" },
  after: [],
};
const made = (changes: Partial<DatabaseUsersJobProps> = {}) =>
  synthesize((stack) => void new DatabaseUsersJob(stack, "users", { ...props, ...changes }));
const output = made();
const job = output.only("kubernetes_job_v1");
const pod = job.spec.template.spec;
const variables = (container: { env: { name: string; value: string }[] }) =>
  Object.fromEntries(container.env.map(({ name, value }) => [name, value]));

describe("the job", () => {
  it("is waited for, and starts when its role, its network and its files are there", () => {
    expect(job).toMatchObject({ wait_for_completion: true, timeouts: { create: "16m" } });
    expect(job.spec).toMatchObject({ active_deadline_seconds: 900, backoff_limit: 6 });
    expect(job.spec).not.toHaveProperty("ttl_seconds_after_finished");
    expect(job.depends_on).toEqual([
      "kubernetes_service_account_v1.users_account",
      "aws_eks_pod_identity_association.users_identity",
      "kubernetes_network_policy_v1.users_network",
      "kubernetes_config_map_v1.users_files",
    ]);
  });

  const nameOf = (changes: Partial<DatabaseUsersJobProps>) => made(changes).only("kubernetes_job_v1").metadata.name;

  it.each<[string, Partial<DatabaseUsersJobProps>]>([
    ["list of users", { users: [] }],
    ["user that is kept", { kept: ["demo_storefront_old"] }],
    ["access", { users: [{ name: "demo_storefront_web", access: "own" }] }],
    ["secret, as of a cluster that was made anew", { secretArn: `${secretArn}2` }],
    ["endpoint", { host: "other" }],
    ["root certificate", { rootCertificate: "-----BEGIN CERTIFICATE-----" }],
    ["image", { images: { ...props.images, postgresql: "registry.example/postgres:18.1" } }],
  ])("is another one with another %s", (_, changes) => {
    expect(nameOf(changes)).not.toBe(nameOf({}));
    expect(nameOf(changes)).toMatch(/^database-users-orders-\$\{substr\(sha256\(/);
  });

  it("is the same with the same in another order", () => {
    const users = [...props.users, { name: "demo_fulfilment_orders", access: "own" as const }];
    expect(nameOf({ users: [...users].reverse() })).toBe(nameOf({ users }));
  });

  it("has a name and labels that Kubernetes takes, however long that of the database is", () => {
    const long = made({ name: `database-users-${"o".repeat(48)}` }).only("kubernetes_job_v1");
    expect(long.metadata.name.replace(/\$\{.*\}$/, "")).toHaveLength(55);
    expect(long.metadata.labels["app.kubernetes.io/name"]).toHaveLength(63);
  });
});

describe("the secret", () => {
  it("is in no file of the configuration: its name alone is", () => {
    expect(variables(pod.init_container[0])).toMatchObject({ SECRET_ARN: secretArn, AWS_REGION: "eu-central-1" });
    expect(JSON.stringify(output.json)).not.toMatch(/PGPASSWORD"\s*,\s*"value/);
    expect(output.types).not.toContain("kubernetes_secret_v1");
  });

  it("goes from one container to the other in memory, which is gone with the pod", () => {
    const credentials = pod.volume.find(({ name }: { name: string }) => name === "credentials");
    expect(credentials.empty_dir).toEqual({ medium: "Memory", size_limit: "1Mi" });
    for (const container of [pod.init_container[0], pod.container[0]]) {
      expect(container.volume_mount).toContainEqual({ name: "credentials", mount_path: "/credentials" });
    }
  });

  it("is told to nobody but the server, which has to prove who it is", () => {
    expect(variables(pod.container[0])).toMatchObject({
      PGHOST: props.host,
      PGPORT: "5432",
      PGDATABASE: "orders",
      PGSSLMODE: "verify-full",
      PGSSLROOTCERT: "/files/root.pem",
    });
    expect(output.only("kubernetes_config_map_v1").data["root.pem"]).toBe(props.rootCertificate);
  });

  it("is read by the role of this database's job alone", () => {
    expect(output.only("aws_eks_pod_identity_association")).toMatchObject({
      role_arn: props.role.arn,
      namespace: "app-services",
      service_account: "database-users-orders",
    });
  });
});

describe("the pod", () => {
  it("is restricted, and asks for what it needs", () => {
    expect(pod).toMatchObject({
      automount_service_account_token: false,
      restart_policy: "Never",
      security_context: { run_as_non_root: true, seccomp_profile: { type: "RuntimeDefault" } },
      node_selector: { "strata/nodes": "system" },
    });
    for (const container of [pod.init_container[0], pod.container[0]]) {
      expect(container.security_context).toMatchObject({
        run_as_non_root: true,
        allow_privilege_escalation: false,
        read_only_root_filesystem: true,
        capabilities: { drop: ["ALL"] },
      });
      expect(container.resources.requests.memory).toBe(container.resources.limits.memory);
    }
  });

  it("reaches DNS, its agent, AWS and the database, and is reached by nobody", () => {
    const { spec } = output.only("kubernetes_network_policy_v1");
    expect(spec.policy_types).toEqual(["Egress"]);
    const to = spec.egress.map(
      ({ to: peers, ports }: { to: { ip_block?: { cidr: string } }[]; ports: { port: string }[] }) => [
        peers[0]?.ip_block?.cidr ?? "pods",
        ports[0]?.port,
      ],
    );
    expect(to).toEqual([
      ["pods", "53"],
      ["pods", "53"],
      ["169.254.170.23/32", "80"],
      ["0.0.0.0/0", "443"],
      ["10.20.64.0/22", "5432"],
    ]);
  });

  it("runs what is written for it", () => {
    expect(pod.init_container[0].command).toEqual(["/bin/sh", "-euc", fetchSecret]);
    expect(pod.container[0].command).toEqual(["/bin/sh", "-euc", bringUsersToOrder]);
    expect(output.only("kubernetes_config_map_v1").data["users.sql"]).toBe(databaseUsersSql(props));
  });
});

describe("the scripts", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "users-"));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  const value = (key: string, json: string) => {
    fs.writeFileSync(path.join(folder, "value.awk"), valueOfKey);
    fs.writeFileSync(path.join(folder, "master.json"), json);
    return spawnSync(
      "awk",
      ["-v", `key=${key}`, "-f", path.join(folder, "value.awk"), path.join(folder, "master.json")],
      {
        encoding: "utf8",
      },
    );
  };

  it.each([
    ["of letters", "Zm9vYmFy"],
    ["with all that RDS may choose", "~!#$%^&*()_-+={}[]|\\:;<>,.?`'"],
    ["with quotes, should it ever", 'a"b\\"c'],
  ])("read a password %s as it is", (_, password) => {
    const { stdout, status } = value("password", `${JSON.stringify({ username: "platform_admin", password })}\n`);
    expect([status, stdout]).toEqual([0, password]);
  });

  it("read characters that are written by number, and keys in any order", () => {
    const json = '{ "password" : "a\\u003cb\\u0026" , "username":"platform_admin" }';
    expect(value("password", json).stdout).toBe("a<b&");
    expect(value("username", json).stdout).toBe("platform_admin");
  });

  it("stop where there is no such key, rather than sign in with nothing", () => {
    expect(value("password", '{"username":"x"}').status).toBe(1);
    expect(value("password", '{"password":"unfinished').status).toBe(1);
  });

  /** Both containers' scripts, with commands in place of `aws` and `psql` that say what they were given. */
  const run = (
    script: string,
    commands: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {},
  ) => {
    for (const [name, body] of Object.entries(commands)) {
      fs.writeFileSync(path.join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    }
    const here = script.replaceAll("/credentials", folder).replaceAll("/files", folder);
    return spawnSync("/bin/sh", ["-euc", here], {
      encoding: "utf8",
      env: { PATH: `${folder}:${process.env.PATH}`, ...env },
    });
  };

  it("hand the secret to psql, which nobody else can read", () => {
    fs.rmSync(path.join(folder, "master.json"), { force: true });
    const secret = JSON.stringify({ username: "platform_admin", password: "s\\e:c r" });
    const fetched = run(
      fetchSecret,
      { aws: `[ "$4" = "${secretArn}" ] && printf '%s' '${secret}'` },
      { SECRET_ARN: secretArn },
    );
    expect([fetched.status, fetched.stdout]).toEqual([0, ""]);
    expect(fs.statSync(path.join(folder, "master.json")).mode & 0o777).toBe(0o600);
    const { stdout } = run(bringUsersToOrder, { psql: 'printf "%s\\n" "$PGUSER $PGPASSWORD $*"' });
    expect(stdout).toBe(
      `platform_admin s\\e:c r --no-psqlrc --quiet --single-transaction --set ON_ERROR_STOP=1 --file ${folder}/users.sql\n`,
    );
  });

  it("fail with the call of AWS, and then psql is not asked", () => {
    expect(run(fetchSecret, { aws: "exit 254" }, { SECRET_ARN: secretArn }).status).toBe(254);
    const { status, stdout } = run(bringUsersToOrder, { psql: "echo asked" });
    expect([status === 0, stdout]).toEqual([false, ""]);
  });
});
