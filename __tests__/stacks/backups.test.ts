import { loadEnvironment } from "../../environments/load";
import { demo, synthesizePlatform } from "../support/demo";
import { releaseValues } from "../support/release-values";
import type { Body, SynthesizedStack } from "../support/synthesize";

const stack = () => demo()["cluster-services"];
const namespaceOf = (team: string) =>
  `\${data.terraform_remote_state.kubernetes-cluster.outputs.team_namespaces["${team}"]}`;
const schedulesOf = (from: SynthesizedStack): Readonly<Record<string, Body>> => releaseValues(from, "velero").schedules;
const withBackups = (backups: object) => {
  const environment = loadEnvironment("demo");
  return synthesizePlatform({
    environment: { ...environment, backups: { ...environment.backups, ...backups } },
  })["cluster-services"];
};

it("go to the bucket of backups under its key, which managed-infrastructure publishes", () => {
  const [{ bucket, config }] = releaseValues(stack(), "velero").configuration.backupStorageLocation;
  expect(bucket).toBe('${data.terraform_remote_state.managed-infrastructure.outputs.bucket_names["backups"]}');
  expect(config.kmsKeyId).toBe('${data.terraform_remote_state.managed-infrastructure.outputs.key_arns["backups"]}');
});

it("are written with a role of their own, and Velero starts when its rights, its paths and its class of snapshots are there", () => {
  expect(stack().named("aws_eks_pod_identity_association", "velero_identity")).toMatchObject({
    namespace: "cluster-services",
    service_account: "velero",
    role_arn: "arn:aws:iam::111122223333:role/strata/demo/controllers/strata-demo-ctl-velero",
  });
  expect(stack().named("helm_release", "velero_release").depends_on).toEqual([
    "kubernetes_network_policy_v1.velero_allow-velero-to-api-server-and-aws",
    "kubernetes_network_policy_v1.velero_allow-velero-upgrade-crds-to-api-server",
    "aws_eks_pod_identity_association.velero_identity",
    "helm_release.velero-rights",
    "helm_release.volume-snapshots",
  ]);
});

it("hold the namespaces of all teams, in which alone Velero may put something back", () => {
  const saved = ["storefront", "fulfilment"].map(namespaceOf);
  expect(schedulesOf(stack()).daily.template.includedNamespaces).toEqual(saved);
  const bindings = releaseValues(stack(), "velero-rights").objects.filter(({ kind }: Body) => kind === "RoleBinding");
  expect(bindings.map(({ metadata }: Body) => metadata.namespace)).toEqual(["cluster-services", ...saved]);
});

it("leave out teams that an environment names, and Velero has no rights there", () => {
  const changed = withBackups({ excludedTeams: ["fulfilment"] });
  expect(schedulesOf(changed).daily.template.includedNamespaces).toEqual([namespaceOf("storefront")]);
  const places = releaseValues(changed, "velero-rights").objects.map(({ metadata }: Body) => metadata.namespace);
  expect(places).not.toContain(namespaceOf("fulfilment"));
});

it("come when the environment says", () => {
  const changed = withBackups({ schedules: [{ name: "hourly", cron: "45 * * * *", retentionDays: 8 }] });
  expect(schedulesOf(changed)).toMatchObject({ hourly: { schedule: "45 * * * *", template: { ttl: "192h0m0s" } } });
  expect(Object.keys(schedulesOf(changed))).toEqual(["hourly"]);
});

it("are none where no namespace is saved: without a name Velero would take all", () => {
  expect(schedulesOf(withBackups({ excludedTeams: ["storefront", "fulfilment"] }))).toEqual({});
});

it("take snapshots by the driver that the storage class is of, and those outlive their namespace", () => {
  const [snapshots] = releaseValues(stack(), "volume-snapshots").objects;
  const { storage_provisioner: driver } = demo()["kubernetes-cluster"].named(
    "kubernetes_storage_class_v1",
    "storage_gp3",
  );
  expect(snapshots).toMatchObject({ driver, deletionPolicy: "Retain" });
  expect(snapshots.metadata.labels).toEqual({ "velero.io/csi-volumesnapshot-class": "true" });
});

it("have a volume driver that knows snapshots: their controller is there before it", () => {
  const driver = demo()["kubernetes-cluster"].named("aws_eks_addon", "controller-add-ons_aws-ebs-csi-driver");
  expect(driver.depends_on).toEqual(["aws_eks_addon.controller-add-ons_snapshot-controller"]);
});
