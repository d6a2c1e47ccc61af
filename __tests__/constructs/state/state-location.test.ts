import { stackIds } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import { environmentOutput, outputOf, synthesizePlatform } from "../../support/demo";

const example = loadEnvironment("example-s3");
/** With the bucket names that the platform computes when the environment gives none. */
const s3 = { environment: { ...example, state: { kind: "s3" as const } } };
const hcp = { environment: loadEnvironment("example-hcp") };
const local = { environment: loadEnvironment("demo") };

describe("local state", () => {
  const output = outputOf(local.environment);

  it.each(stackIds)("%s keeps its own file outside of cdktf.out, by a path relative to its folder", (id) => {
    expect(output[id].json.terraform.backend).toEqual({ local: { path: `../../../state/demo/${id}.tfstate` } });
  });

  it("is read where the producer writes it", () => {
    const { backend, config } = output.apps.data("terraform_remote_state")["app-services"];
    expect({ [backend]: config }).toEqual(output["app-services"].json.terraform.backend);
  });
});

describe("s3 state", () => {
  const output = outputOf(s3.environment);
  const { accountId } = s3.environment.aws;
  const { name } = s3.environment;
  const { region } = s3.environment.aws;

  it.each(stackIds)("%s has a bucket and a key of its own, a lock file, and encryption that names the key", (id) => {
    expect(output[id].json.terraform.backend).toEqual({
      s3: {
        bucket: `strata-${name}-${accountId}-${id}`,
        key: `${id}.tfstate`,
        region,
        encrypt: true,
        kms_key_id: `arn:aws:kms:${region}:${accountId}:alias/strata/${name}/state/${id}`,
        use_lockfile: true,
        allowed_account_ids: [accountId],
      },
    });
  });

  it("takes buckets' names and their region from the environment, where it gives them", () => {
    const state = { kind: "s3" as const, bucketPrefix: "larkfield-states", region: "eu-north-1" };
    const { json } = synthesizePlatform({ environment: { ...example, state } }).apps;
    expect(json.terraform.backend.s3).toMatchObject({
      bucket: "larkfield-states-apps",
      region: "eu-north-1",
      kms_key_id: `arn:aws:kms:eu-north-1:${accountId}:alias/strata/${name}/state/apps`,
    });
    expect(json.data?.terraform_remote_state?.["app-services"].config).toMatchObject({
      bucket: "larkfield-states-app-services",
      region: "eu-north-1",
    });
  });

  it("is read with nothing but the address of the producer's state", () => {
    for (const reader of stackIds) {
      for (const [producer, read] of Object.entries(output[reader].data("terraform_remote_state"))) {
        expect(read.backend).toBe("s3");
        expect(read.config).toEqual({
          bucket: `strata-${name}-${accountId}-${producer}`,
          key: `${producer}.tfstate`,
          region,
          allowed_account_ids: [accountId],
        });
      }
    }
  });

  it("goes to the emulator of the environment, where there is one", () => {
    const emulator = { endpoint: "http://127.0.0.1:4566", caBundle: "/tmp/ca.pem" };
    const { json } = synthesizePlatform({ environment: { ...s3.environment, emulator } }).apps;
    const reached = {
      endpoints: { s3: emulator.endpoint, sts: emulator.endpoint, iam: emulator.endpoint },
      use_path_style: true,
      skip_metadata_api_check: true,
      custom_ca_bundle: "/tmp/ca.pem",
    };
    expect(json.terraform.backend.s3).toMatchObject(reached);
    expect(json.data?.terraform_remote_state?.["app-services"].config).toMatchObject(reached);
    expect(json.provider.aws[0]).toMatchObject({ custom_ca_bundle: "/tmp/ca.pem", s3_use_path_style: true });
    expect(json.provider.aws[0].endpoints[0]).toMatchObject({ eks: emulator.endpoint, sts: emulator.endpoint });
  });
});

describe("hcp-terraform state", () => {
  const output = withoutPrograms(() => synthesizePlatform(hcp));
  const { state, name } = hcp.environment;
  if (state.kind !== "hcp-terraform") throw new Error("example-hcp is about HCP Terraform");
  const { hostname, organization, project } = state;

  it.each(stackIds)("%s has a workspace of its own, by name", (id) => {
    const workspaces = { name: `strata-${name}-${id}`, project };
    expect(output[id].json.terraform.cloud).toEqual({ hostname, organization, workspaces });
    expect(output[id].json.terraform.backend).toBeUndefined();
  });

  it("is read from the producer's workspace", () => {
    const read = output.apps.data("terraform_remote_state")["app-services"];
    const workspaces = { name: `strata-${name}-app-services` };
    expect(read).toMatchObject({ backend: "remote", config: { hostname, organization, workspaces } });
  });
});

describe.each(["demo", "example-s3", "example-hcp"])("without DEPLOY_AS, %s", (name) => {
  it("names no role for Terraform to assume", () => {
    const output = environmentOutput(name);
    for (const id of stackIds) expect(JSON.stringify(output[id].json)).not.toMatch(/assume_role"|--role-arn/);
  });
});

describe.each(["plan", "apply"] as const)("with DEPLOY_AS=%s", (deployAs) => {
  const output = synthesizePlatform({ ...s3, deployAs });
  const { accountId } = s3.environment.aws;
  const roleOf = (id: string) => {
    const path = id === "identity" ? "root" : "deployers";
    return `arn:aws:iam::${accountId}:role/strata/${s3.environment.name}/${path}/strata-${s3.environment.name}-${id}-${deployAs}`;
  };

  it.each(stackIds)("%s assumes its own role for backend, reads, provider and cluster login, and no other", (id) => {
    const { json } = output[id];
    expect(json.terraform.backend.s3.assume_role).toEqual({ role_arn: roleOf(id) });
    expect(json.provider.aws[0].assume_role).toEqual([{ role_arn: roleOf(id) }]);
    for (const read of Object.values(output[id].data("terraform_remote_state"))) {
      expect(read.config.assume_role).toEqual({ role_arn: roleOf(id) });
    }
    const logins = [json.provider.kubernetes?.[0].exec[0], json.provider.helm?.[0].kubernetes.exec].filter(Boolean);
    for (const { args } of logins) expect(args.slice(-2)).toEqual(["--role-arn", roleOf(id)]);
    expect(logins.length > 0).toBe(stackIds.indexOf(id) >= 2);
  });

  it("local state has no role, provider and cluster login have", () => {
    const { json } = synthesizePlatform({ ...local, deployAs }).apps;
    const role = `arn:aws:iam::${local.environment.aws.accountId}:role/strata/demo/deployers/strata-demo-apps-${deployAs}`;
    expect(json.terraform.backend).toEqual({ local: { path: "../../../state/demo/apps.tfstate" } });
    expect(json.provider.aws[0].assume_role).toEqual([{ role_arn: role }]);
    expect(json.provider.kubernetes[0].exec[0].args.slice(-2)).toEqual(["--role-arn", role]);
  });
});

/** Where no `terraform` is to be found: cdktf looks for it wherever a stack has a `cloud` block. */
function withoutPrograms<T>(run: () => T): T {
  const { PATH } = process.env;
  process.env.PATH = "";
  try {
    return run();
  } finally {
    process.env.PATH = PATH;
  }
}
