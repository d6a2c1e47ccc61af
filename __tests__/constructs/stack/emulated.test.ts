import fs from "node:fs";
import path from "node:path";
import { loadEnvironment } from "../../../environments/load";
import { awsServices } from "../../../environments/schema/data/aws-services";
import type { Emulator } from "../../../environments/schema/emulator";
import { synthesizePlatform } from "../../support/demo";
import type { Body } from "../../support/synthesize";

const endpoint = "http://127.0.0.1:4566";
const s3 = loadEnvironment("example-s3");
const stackOf = (emulator: Emulator): Body =>
  synthesizePlatform({ environment: { ...s3, emulator }, deployAs: "apply" })["cluster-services"].json;

describe("an emulator that asks for nothing special", () => {
  const { provider, terraform } = stackOf({ endpoint });
  const [aws] = provider.aws;

  it("gets the calls of every service that the stacks have rights for: none of them goes to AWS", () => {
    /** Services whose actions begin otherwise than the provider names their endpoints. */
    const others: Readonly<Record<string, string>> = { aps: "amp", elasticfilesystem: "efs", logs: "cloudwatchlogs" };
    const reached = servicesOfCatalogue().map((service) => others[service] ?? service);
    expect(reached).toContain("events");
    expect(reached.filter((service) => aws.endpoints[0][service] !== endpoint)).toEqual([]);
  });

  it("knows every service of the schema by the provider's own name", () => {
    expect(Object.keys(aws.endpoints[0]).sort()).toEqual([...awsServices].sort());
  });

  it("is asked for the account and for who calls, and by paths for buckets; the machine is not asked", () => {
    expect(aws).toMatchObject({
      allowed_account_ids: [s3.aws.accountId],
      s3_use_path_style: true,
      skip_metadata_api_check: "true",
    });
    expect(aws).not.toHaveProperty("skip_credentials_validation");
    expect(terraform.backend.s3).toMatchObject({ use_path_style: true, skip_metadata_api_check: true });
    expect(terraform.backend.s3).not.toHaveProperty("skip_credentials_validation");
  });

  it("takes the role and signs the token with which both providers log in", () => {
    const env = { AWS_ENDPOINT_URL_STS: endpoint };
    expect(provider.kubernetes[0].exec[0]).toMatchObject({ command: "aws", env });
    expect(provider.helm[0].kubernetes.exec).toMatchObject({ command: "aws", env });
  });
});

describe("an emulator that asks for everything", () => {
  const { provider, terraform } = stackOf({
    endpoint,
    endpoints: { s3: "http://127.0.0.1:9000", sts: "http://127.0.0.1:9001" },
    s3PathStyle: false,
    skip: { credentialsValidation: true, metadataApiCheck: false, regionValidation: true },
    cluster: { kubeconfig: "/home/me/.kube/config", context: "kind-strata" },
  });
  const [aws] = provider.aws;

  it("has services elsewhere, for providers and backends", () => {
    const elsewhere = { s3: "http://127.0.0.1:9000", sts: "http://127.0.0.1:9001", iam: endpoint };
    expect(aws.endpoints[0]).toMatchObject(elsewhere);
    expect(terraform.backend.s3.endpoints).toEqual(elsewhere);
  });

  it("is spared checks, in providers and backends", () => {
    const spared = { skip_credentials_validation: true, skip_region_validation: true };
    expect(aws).toMatchObject({ ...spared, s3_use_path_style: false, skip_metadata_api_check: "false" });
    expect(terraform.backend.s3).toMatchObject({ ...spared, use_path_style: false, skip_metadata_api_check: false });
  });

  it("has a cluster of its own: both providers log in as the kubeconfig says, and no other way", () => {
    const login = { config_path: "/home/me/.kube/config", config_context: "kind-strata" };
    expect(provider.kubernetes).toEqual([login]);
    expect(provider.helm[0]).toEqual({ helm_driver: "configmap", kubernetes: login });
  });
});

/** The first parts of all actions that the catalogue of permissions grants. */
function servicesOfCatalogue(): readonly string[] {
  const folder = path.resolve(__dirname, "../../../constructs/permissions/catalogue");
  const texts = fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file), "utf8"));
  const found = texts.flatMap((text) => [...text.matchAll(/"([a-z0-9-]+):[A-Z]/g)].map(([, service]) => service ?? ""));
  return [...new Set(found)].sort();
}
