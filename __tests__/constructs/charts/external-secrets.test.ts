import { secretStores, storesOf } from "../../../constructs/charts/secret-stores";
import { at, charts } from "./all-charts";

const chart = charts["external-secrets"];

it("has no store, generator or secret for all namespaces, nor the definitions of one", () => {
  const switches = Object.entries(chart.values).filter(([key]) => /^process(Cluster|Push)/.test(key));
  expect(switches.map(([key]) => key).sort()).toEqual([
    "processClusterExternalSecret",
    "processClusterGenerator",
    "processClusterPushSecret",
    "processClusterStore",
    "processPushSecret",
  ]);
  expect(switches.filter(([, value]) => value !== false)).toEqual([]);
  expect(at(chart, "crds")).toMatchObject({
    createClusterExternalSecret: false,
    createClusterGenerator: false,
    createClusterPushSecret: false,
    createClusterSecretStore: false,
    createPushSecret: false,
  });
});

it("keeps its definitions when it goes, and with them every Secret that it has copied", () => {
  expect(at(chart, "crds.annotations")).toEqual({ "helm.sh/resource-policy": "keep" });
});

it("takes on nobody's identity, and gives holders of Kubernetes' own roles nothing", () => {
  expect(at(chart, "rbac")).toEqual({
    create: true,
    serviceAccountTokenCreate: false,
    servicebindings: { create: false },
    aggregateToView: false,
    aggregateToEdit: false,
    aggregateToAdmin: false,
  });
});

it("has one leader among its replicas, and tells when it is not well", () => {
  expect(chart.values).toMatchObject({
    leaderElect: true,
    livenessProbe: { enabled: true },
    readinessProbe: { enabled: true },
  });
});

it("makes the certificate of its webhook itself: cert-manager comes a stack later", () => {
  expect(at(chart, "webhook.certManager")).toBeUndefined();
  expect(at(chart, "certController.create")).toBeUndefined();
});

it("goes before apps and after what the cluster can't be without", () => {
  for (const pod of ["", "webhook.", "certController."]) {
    expect(at(chart, `${pod}priorityClassName`)).toBe("platform-critical");
  }
});

describe("a team's stores", () => {
  const stores = storesOf({
    namespace: "red",
    region: "eu-central-1",
    roleArn: "arn:aws:iam::111122223333:role/red",
    secretPath: "strata-test/red/",
    parameterPath: "/strata/test/red/",
  });

  it("lie in its namespace, under the names that apps ask by", () => {
    expect(stores.map(({ apiVersion, kind, metadata }) => ({ apiVersion, kind, ...metadata }))).toEqual(
      Object.values(secretStores).map((name) => ({
        apiVersion: "external-secrets.io/v1",
        kind: "SecretStore",
        name,
        namespace: "red",
      })),
    );
  });

  it("read what begins with its path, as its role, and say for which namespace", () => {
    const aws = { region: "eu-central-1", role: "arn:aws:iam::111122223333:role/red", sessionTagsPolicy: "Simple" };
    expect(stores.map(({ spec }) => spec)).toEqual([
      { provider: { aws: { service: "SecretsManager", prefix: "strata-test/red/", ...aws } } },
      { provider: { aws: { service: "ParameterStore", prefix: "/strata/test/red/", ...aws } } },
    ]);
  });
});
