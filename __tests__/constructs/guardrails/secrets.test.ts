import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Release } from "@cdktf/provider-helm/lib/release";
import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { DataKubernetesSecretV1 } from "@cdktf/provider-kubernetes/lib/data-kubernetes-secret-v1";
import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import { Fn, TerraformOutput, type TerraformStack } from "cdktf";
import { ConfigError } from "../../../constructs/errors";
import { guardrailFindings } from "../../../constructs/guardrails/check";
import { FinishedTree } from "../../../constructs/guardrails/finished-tree";
import { secretArgument } from "../../../constructs/guardrails/secrets/secret-argument";
import { secretText } from "../../../constructs/guardrails/secrets/secret-text";
import { secretType } from "../../../constructs/guardrails/secrets/secret-type";
import { textsIn } from "../../../constructs/guardrails/secrets/texts";
import type { ResolvedStack } from "../../../constructs/stack/resolved-tree";
import { loadEnvironment } from "../../../environments/load";
import { platform } from "../../../main";

const demo = loadEnvironment("demo");
const credential = "AKIAABCDEFGHIJKLMNOP";

const secretFindings = (stacks: readonly ResolvedStack[]) =>
  guardrailFindings(new FinishedTree(stacks), [secretType, secretArgument, secretText]);

/** What the checks say of an app to whose stack `app-services` something is added. */
function codesOn(add: (stack: TerraformStack) => void): readonly string[] {
  const app = platform({ environment: demo });
  add(app.stack("app-services"));
  return secretFindings(app.resolveAll()).map(({ place, code }) => `${place} ${code}`);
}

const container = (env: { name: string; value: string }) => ({
  metadata: {},
  spec: { template: { metadata: {}, spec: { container: [{ name: "app", env: [env] }] } } },
});
const chart = { name: "grafana", chart: "grafana" };

it.each<[string, string, (stack: TerraformStack) => void]>([
  [
    "a master password",
    "(master_password) secret-argument",
    (stack) => new RdsCluster(stack, "x", { engine: "aurora-postgresql", masterPassword: Fn.uuid() }),
  ],
  [
    "a value of Secrets Manager",
    "(secret_string) secret-argument",
    (stack) => new SecretsmanagerSecretVersion(stack, "x", { secretId: "s", secretString: "s3cret" }),
  ],
  [
    "a write-only value that is written out",
    "(secret_string_wo) secret-argument",
    (stack) => new SecretsmanagerSecretVersion(stack, "x", { secretId: "s", secretStringWo: "s3cret" }),
  ],
  ["user data", "(user_data) secret-argument", (stack) => new LaunchTemplate(stack, "x", { userData: "IyE=" })],
  [
    "the data of a Secret",
    "(data) secret-argument",
    (stack) => new SecretV1(stack, "x", { metadata: { name: "x" }, data: { a: "b" } }),
  ],
  [
    "a Secret that is read",
    "secret-type",
    (stack) => new DataKubernetesSecretV1(stack, "x", { metadata: { name: "x" } }),
  ],
  [
    "a variable of a container",
    "(spec.template.spec.container[0].env[0].value) secret-argument",
    (stack) => new DeploymentV1(stack, "x", container({ name: "DB_PASSWORD", value: "s3cret" })),
  ],
  [
    "an entry of a ConfigMap",
    "(data.API_TOKEN) secret-argument",
    (stack) => new ConfigMapV1(stack, "x", { metadata: { name: "x" }, data: { API_TOKEN: "s3cret" } }),
  ],
  [
    "a value of a chart",
    "(values[0] adminPassword) secret-argument",
    (stack) => new Release(stack, "x", { ...chart, values: [Fn.yamlencode({ adminPassword: "s3cret" })] }),
  ],
  [
    "a value of a chart, as JSON",
    "(values[0] adminPassword) secret-argument",
    (stack) => new Release(stack, "x", { ...chart, values: ['{ "adminPassword": "s3cret" }'] }),
  ],
  [
    "a single value of a chart",
    "(set[0].value) secret-argument",
    (stack) => new Release(stack, "x", { ...chart, set: [{ name: "grafana.adminPassword", value: "s3cret" }] }),
  ],
  [
    "a hidden value of a chart",
    "(set_sensitive.value) secret-argument",
    (stack) => new Release(stack, "x", { ...chart, setSensitive: [{ name: "a", value: "b" }] }),
  ],
  ["an output", "(value) secret-text", (stack) => new TerraformOutput(stack, "x", { value: credential })],
  [
    "a credential in any text",
    "(tags.note) secret-text",
    (stack) => new SqsQueue(stack, "x", { tags: { note: `use ${credential}` } }),
  ],
])("refuses %s", (_, finding, add) => {
  const place = finding.startsWith("(") ? `app-services/x ${finding}` : `app-services/x ${finding}`;
  expect(codesOn(add)).toEqual([place]);
});

it.each<[string, (stack: TerraformStack) => void]>([
  [
    "a write-only value that Terraform fetches",
    (stack) =>
      new SecretsmanagerSecretVersion(stack, "x", { secretId: "s", secretStringWo: "${ephemeral.vault_kv.x.data}" }),
  ],
  [
    "a variable that names a secret",
    (stack) => new DeploymentV1(stack, "x", container({ name: "TOKEN_TTL", value: "60" })),
  ],
  [
    "a chart's reference to a Secret",
    (stack) =>
      new Release(stack, "x", { ...chart, values: ['{ "existingSecret": "grafana", "passwordKey": "password" }'] }),
  ],
])("allows %s", (_, add) => expect(codesOn(add)).toEqual([]));

it("stops synth, and does not say what it found", () => {
  const app = platform({ environment: demo });
  new SqsQueue(app.stack("app-services"), "x", { name: credential });
  expect(() => app.synth()).toThrow(ConfigError);
  expect(() => app.synth()).toThrow(
    /app-services\/x \(name\): the text looks like a credential\. Fix: .* \[secret-text\]/,
  );
  expect(() => app.synth()).not.toThrow(credential);
});

// What a construct of one's own could be handed: each text of each element of all six stacks.
it("finds a credential at every place of every stack", () => {
  const stacks = platform({ environment: demo }).resolveAll();
  const places = stacks.flatMap(({ stack, elements, ...rest }) =>
    elements.flatMap((element) => {
      const body = JSON.parse(JSON.stringify(element.body), (_, value) =>
        typeof value === "string" ? credential : value,
      );
      const found = secretFindings([{ stack, ...rest, elements: [{ ...element, body }] }]).map(({ place }) => place);
      const { path } = element.construct.node;
      return textsIn(element.body).map(({ place }) => ({ place: `${path} (${place})`, found }));
    }),
  );
  expect(places.length).toBeGreaterThan(5_000);
  expect(places.filter(({ place, found }) => !found.includes(place)).map(({ place }) => place)).toEqual([]);
});
