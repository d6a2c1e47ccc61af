import { FileStorage, type FileStorageProps } from "../../../constructs/storage/file-storage";
import { synthesize } from "../../support/synthesize";
import { decide } from "../identity/support/iam";

const props: FileStorageProps = {
  name: "strata-test-files",
  accountId: "111122223333",
  region: "eu-central-1",
  keyArn: "arn:aws:kms:eu-central-1:111122223333:key/files",
  vpcId: "vpc-1",
  subnetIds: { "eu-central-1a": "subnet-a", "eu-central-1b": "subnet-b", "eu-central-1c": "subnet-c" },
  clientCidrs: { "eu-central-1a": "10.20.0.0/19", "eu-central-1b": "10.20.32.0/19" },
};
const storage = (overrides: Partial<FileStorageProps> = {}) =>
  synthesize((scope) => void new FileStorage(scope, "files", { ...props, ...overrides }));
const stack = storage();
const fileSystem = "${aws_efs_file_system.files_file-system.id}";

it("is encrypted under its own key, and pays for what is read and written", () => {
  expect(stack.only("aws_efs_file_system")).toEqual({
    creation_token: "strata-test-files",
    encrypted: true,
    kms_key_id: props.keyArn,
    performance_mode: "generalPurpose",
    throughput_mode: "elastic",
    lifecycle_policy: [
      { transition_to_ia: "AFTER_30_DAYS" },
      { transition_to_primary_storage_class: "AFTER_1_ACCESS" },
    ],
    tags: { Name: "strata-test-files" },
  });
  expect(storage({ throughput: "bursting" }).only("aws_efs_file_system").throughput_mode).toBe("bursting");
});

it("is backed up unless told otherwise", () => {
  const status = (from = stack) => from.only("aws_efs_backup_policy").backup_policy.status;
  expect([status(), status(storage({ backups: false }))]).toEqual(["ENABLED", "DISABLED"]);
});

it("has a mount target in every zone, behind its own security group", () => {
  expect(stack.all("aws_efs_mount_target")).toEqual(
    Object.fromEntries(
      Object.entries(props.subnetIds).map(([zone, subnet]) => [
        `files_mount-target-${zone}`,
        {
          file_system_id: fileSystem,
          subnet_id: subnet,
          security_groups: ["${aws_security_group.files_access_group.id}"],
        },
      ]),
    ),
  );
});

it("lets in NFS from the given blocks, and nothing out", () => {
  expect(stack.only("aws_security_group")).toMatchObject({ vpc_id: "vpc-1", name: "strata-test-files" });
  const rules = Object.values(stack.all("aws_vpc_security_group_ingress_rule"));
  expect(
    rules.map(({ cidr_ipv4, from_port, to_port, ip_protocol }) => [cidr_ipv4, from_port, to_port, ip_protocol]),
  ).toEqual([
    ["10.20.0.0/19", 2049, 2049, "tcp"],
    ["10.20.32.0/19", 2049, 2049, "tcp"],
  ]);
  expect(stack.types).not.toContain("aws_vpc_security_group_egress_rule");
  expect(stack.only("aws_security_group")).not.toHaveProperty("egress");
});

describe("its policy", () => {
  const { policy, file_system_id, bypass_policy_lockout_safety_check } = stack.only("aws_efs_file_system_policy");
  const arn = "${aws_efs_file_system.files_file-system.arn}";
  const point = "arn:aws:elasticfilesystem:eu-central-1:111122223333:access-point/fsap-1";
  const mounted = {
    "aws:SecureTransport": "true",
    "elasticfilesystem:AccessedViaMountTarget": "true",
    "elasticfilesystem:AccessPointArn": point,
  };
  const can = (action: string, context: object) =>
    decide([JSON.parse(policy)], { action: `elasticfilesystem:${action}`, resource: arn, context: { ...context } });

  it("is checked by AWS not to lock its author out", () => {
    expect([file_system_id, bypass_policy_lockout_safety_check]).toEqual([fileSystem, false]);
  });

  it("lets clients read and write through an access point, over TLS", () => {
    expect([can("ClientMount", mounted), can("ClientWrite", mounted)]).toEqual(["allowed", "allowed"]);
  });

  it.each([
    ["without TLS", { ...mounted, "aws:SecureTransport": "false" }],
    ["without an access point", { ...mounted, "elasticfilesystem:AccessPointArn": undefined }],
    [
      "through an access point of another account",
      {
        ...mounted,
        "elasticfilesystem:AccessPointArn": point.replace("111122223333", "444455556666"),
      },
    ],
    ["without a mount target", { ...mounted, "elasticfilesystem:AccessedViaMountTarget": "false" }],
  ])("lets nobody in %s", (_, context) => expect(can("ClientMount", context)).toBe("denied"));

  it("makes nobody root", () => expect(can("ClientRootAccess", mounted)).toBe("denied"));
});
