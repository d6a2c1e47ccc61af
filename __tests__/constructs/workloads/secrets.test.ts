import type { SecretReference } from "../../../constructs/workloads/secrets";
import type { SynthesizedStack } from "../../support/synthesize";
import { podOf, worker } from "./support";

const stripe: SecretReference = {
  name: "stripe",
  variables: { STRIPE_KEY: "api-key", STRIPE_RAW: "." },
  files: { mountPath: "/etc/stripe", contents: { "ca.pem": "ca" } },
};

const withSecret = (deviation: Partial<SecretReference> = {}) => worker({ secrets: [{ ...stripe, ...deviation }] });

/** The object that the release asks the operator for. */
function objectOf(stack: SynthesizedStack) {
  const { values } = stack.only("helm_release");
  const [object, ...more] = JSON.parse(values[0]).objects;
  expect(more).toEqual([]);
  return object;
}

it("asks the secrets operator for what the pods take, by the team's own store", () => {
  const object = objectOf(withSecret());
  expect(object).toMatchObject({
    apiVersion: "external-secrets.io/v1",
    kind: "ExternalSecret",
    metadata: { namespace: "storefront", labels: { "app.kubernetes.io/name": "worker" } },
    spec: {
      secretStoreRef: { kind: "SecretStore", name: "secrets-manager" },
      target: { name: object.metadata.name, creationPolicy: "Owner" },
      data: [
        { secretKey: "variable.STRIPE_KEY", remoteRef: { key: "stripe", property: "api-key" } },
        { secretKey: "variable.STRIPE_RAW", remoteRef: { key: "stripe" } },
        { secretKey: "file.ca.pem", remoteRef: { key: "stripe", property: "ca" } },
      ],
    },
  });
  expect(objectOf(withSecret({ store: "parameter-store" })).spec.secretStoreRef.name).toBe("parameter-store");
});

it("hands variables and files over by reference", () => {
  const stack = withSecret();
  const { name } = objectOf(stack).metadata;
  const { container, volume } = podOf(stack);
  expect(container[0].env).toEqual([
    { name: "STRIPE_KEY", value_from: { secret_key_ref: { name, key: "variable.STRIPE_KEY" } } },
    { name: "STRIPE_RAW", value_from: { secret_key_ref: { name, key: "variable.STRIPE_RAW" } } },
  ]);
  expect(volume[1]).toEqual({
    name: "secret-stripe",
    secret: { secret_name: name, default_mode: "0440", items: [{ key: "file.ca.pem", path: "ca.pem" }] },
  });
  expect(container[0].volume_mount[1]).toEqual({
    name: "secret-stripe",
    mount_path: "/etc/stripe",
    read_only: true,
  });
});

it.each([
  ["an id", "a1b2c3d4-5678-90ab-cdef-111122223333", "uuid/a1b2c3d4-5678-90ab-cdef-111122223333"],
  ["a staging label", "AWSPREVIOUS", "AWSPREVIOUS"],
])("takes the version that %s names", (_, version, asked) => {
  expect(objectOf(withSecret({ version })).spec.data[0].remoteRef.version).toBe(asked);
  expect(objectOf(withSecret()).spec.data[0].remoteRef).not.toHaveProperty("version");
});

it("another version is another Secret, so that the pods are replaced, and none starts with the old value", () => {
  const [before, after] = [withSecret({ version: "1" }), withSecret({ version: "2" })];
  const names = [before, after].map((stack) => objectOf(stack).metadata.name);
  expect(names[0]).not.toBe(names[1]);
  expect(names[0]).toMatch(/^worker\.stripe\.[0-9a-f]{8}$/);
  expect(podOf(after).container[0].env[0].value_from.secret_key_ref.name).toBe(names[1]);
  // The new one is there before the pods that need it, the old one until the last pod has gone that needs that.
  expect(after.only("helm_release")).toMatchObject({ name: names[1], lifecycle: { create_before_destroy: true } });
  expect(after.only("kubernetes_deployment_v1").depends_on).toContain("helm_release.worker_secret-stripe");
});

it("the same reference is the same Secret, whatever else changes", () => {
  const other = worker({ secrets: [stripe], settings: { LEVEL: "debug" }, image: "other:2" });
  expect(objectOf(other)).toEqual(objectOf(withSecret()));
});

it("refuses a secret's variable that a setting sets too", () => {
  const taken = () => worker({ secrets: [stripe], settings: { STRIPE_KEY: "x" } });
  expect(taken).toThrow(
    [
      "Workload test/worker: 1 problem",
      "  - test/worker settings.STRIPE_KEY: a secret of the app's sets this variable. " +
        "Fix: rename the setting, or leave it out and use that value. [WORKLOAD_SETTING_TAKEN]",
    ].join("\n"),
  );
});
