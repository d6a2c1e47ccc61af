import { at, charts } from "./all-charts";

const chart = charts.velero;
const templates = () =>
  // biome-ignore lint/suspicious/noExplicitAny: values of the chart
  Object.values(at(chart, "schedules") as Record<string, any>).map(({ template }) => template);

it("saves to one bucket, under the one key that the bucket takes, without credentials of its own", () => {
  expect(at(chart, "configuration.backupStorageLocation")).toEqual([
    {
      name: "default",
      provider: "aws",
      bucket: "strata-demo-111122223333-backups",
      prefix: "velero",
      default: true,
      accessMode: "ReadWrite",
      config: { region: "eu-central-1", kmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/backups" },
    },
  ]);
  expect(at(chart, "credentials")).toEqual({ useSecret: false });
});

it("has the volume driver take snapshots, and reads no folder of a node", () => {
  expect(at(chart, "configuration.features")).toBe("EnableCSI");
  expect(at(chart, "configuration.volumeSnapshotLocation")).toEqual([]);
  expect(chart.values).toMatchObject({ snapshotsEnabled: false, deployNodeAgent: false });
});

it("takes each schedule's time, and keeps backups for as many hours as its days have", () => {
  expect(at(chart, "schedules")).toMatchObject({
    daily: { schedule: "15 2 * * *", template: { ttl: "720h0m0s" } },
    hourly: { schedule: "45 * * * *", template: { ttl: "48h0m0s" } },
  });
});

it("saves the named namespaces alone, to the place that there is", () => {
  expect(templates()).toHaveLength(2);
  for (const template of templates()) {
    expect(template).toMatchObject({ includedNamespaces: ["storefront", "fulfilment"], storageLocation: "default" });
  }
});

it("saves volumes and what apps deploy; no Secret, no Job that would run again, nothing that others make of it", () => {
  for (const { includedNamespaceScopedResources: kinds } of templates()) {
    expect(kinds).toEqual(
      expect.arrayContaining([
        "persistentvolumeclaims",
        "volumesnapshots.snapshot.storage.k8s.io",
        "configmaps",
        "deployments.apps",
        "statefulsets.apps",
        "externalsecrets.external-secrets.io",
      ]),
    );
    const unwanted = /^(secrets|jobs\.batch|pods|replicasets|roles|rolebindings|resourcequotas|\*)/;
    expect(kinds.filter((kind: string) => unwanted.test(kind))).toEqual([]);
  }
});

it("passes over file systems, which have no snapshots, by a policy that the schedules name", () => {
  for (const template of templates()) {
    expect(template.resourcePolicy).toEqual({ kind: "configmap", name: "velero-volumes" });
  }
  expect(at(chart, "configMaps.volumes.data")).toEqual({
    "volumes.yaml": expect.stringContaining("driver: efs.csi.aws.com\n    action:\n      type: skip"),
  });
});

it("keeps backups when their schedule goes", () => {
  expect(Object.values(at(chart, "schedules") as object)).toEqual([
    expect.objectContaining({ useOwnerReferencesInBackup: false }),
    expect.objectContaining({ useOwnerReferencesInBackup: false }),
  ]);
});

it("brings its plug-in in one version, as restricted and as limited as itself", () => {
  expect(at(chart, "initContainers")).toEqual([
    expect.objectContaining({
      image: expect.stringMatching(/^docker\.io\/velero\/velero-plugin-for-aws:v\d+\.\d+\.\d+$/),
      securityContext: at(chart, "containerSecurityContext"),
      resources: { requests: expect.anything(), limits: expect.anything() },
    }),
  ]);
});

it("runs as a user by number, since its image says one by name", () => {
  expect(at(chart, "podSecurityContext")).toMatchObject({ runAsNonRoot: true, runAsUser: expect.any(Number) });
});

it("brings its definitions up to date with limits, and never deletes them", () => {
  expect(chart.values).toMatchObject({ upgradeCRDs: true, cleanUpCRDs: false });
  expect(at(chart, "upgradeJobResources")).toEqual({ requests: expect.anything(), limits: expect.anything() });
});

it("lets a node's update go on before that gives up", () => {
  expect(at(chart, "terminationGracePeriodSeconds")).toBeLessThan(15 * 60);
});
