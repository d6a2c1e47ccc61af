import { PriorityClasses } from "../../../constructs/cluster/priority-classes";
import { StorageClasses } from "../../../constructs/cluster/storage-classes";
import { synthesize } from "../../support/synthesize";

const stack = synthesize((scope) => {
  new StorageClasses(scope, "storage", {
    volumeKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/volumes",
    dependsOn: [],
  });
  new PriorityClasses(scope, "priorities", { dependsOn: [] });
});

it("makes encrypted gp3 volumes by default, in the zone of their pod", () => {
  expect(stack.only("kubernetes_storage_class_v1")).toMatchObject({
    metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
    storage_provisioner: "ebs.csi.aws.com",
    parameters: { type: "gp3", encrypted: "true", kmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/volumes" },
    volume_binding_mode: "WaitForFirstConsumer",
    allow_volume_expansion: true,
  });
});

it("makes folders of a file system where there is one, and never by default", () => {
  const volumeKeyArn = "arn:aws:kms:eu-central-1:111122223333:key/volumes";
  const { efs } = Object.fromEntries(
    Object.values(
      synthesize((scope) => {
        new StorageClasses(scope, "storage", { volumeKeyArn, fileSystemId: "fs-1", dependsOn: [] });
      }).all("kubernetes_storage_class_v1"),
    ).map((one) => [one.metadata.name, one]),
  );
  expect(efs).toMatchObject({
    storage_provisioner: "efs.csi.aws.com",
    parameters: { provisioningMode: "efs-ap", fileSystemId: "fs-1", directoryPerms: "700" },
  });
  expect(efs.metadata.annotations).toBeUndefined();
});

it("ranks the platform before apps and apps before batch work, all below the system's own classes", () => {
  const classes = Object.values(stack.all("kubernetes_priority_class_v1"));
  const ranked = classes.sort((a, b) => b.value - a.value);
  expect(ranked.map(({ metadata }) => metadata.name)).toEqual([
    "platform-critical",
    "apps-critical",
    "apps-default",
    "apps-batch",
  ]);
  expect(new Set(ranked.map(({ value }) => value)).size).toBe(4);
  expect(ranked[0].value).toBeLessThanOrEqual(1_000_000_000);
});

it("has one class for pods that name none, and one that displaces nobody", () => {
  const classes = Object.values(stack.all("kubernetes_priority_class_v1"));
  expect(classes.filter((one) => one.global_default).map((one) => one.metadata.name)).toEqual(["apps-default"]);
  expect(classes.filter((one) => one.preemption_policy === "Never").map((one) => one.metadata.name)).toEqual([
    "apps-batch",
  ]);
});
