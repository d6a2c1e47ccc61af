import { ControlPlane, type ControlPlaneProps } from "../../../constructs/cluster/control-plane";
import { Graph } from "../../support/graph";
import { synthesize } from "../../support/synthesize";

const props: ControlPlaneProps = {
  name: "strata-test",
  version: "1.35",
  roleArn: "arn:aws:iam::111122223333:role/control-plane",
  subnetIds: ["subnet-a", "subnet-b"],
  serviceCidr: "172.20.0.0/16",
  secretsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/cluster",
  logGroupName: "/aws/eks/strata-test/cluster",
  logKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/logs",
  logRetentionDays: 365,
};

const build = (changes: Partial<ControlPlaneProps> = {}) =>
  synthesize((stack) => new ControlPlane(stack, "control-plane", { ...props, ...changes }));

const cluster = (changes?: Partial<ControlPlaneProps>) => build(changes).only("aws_eks_cluster");

it("answers inside the VPC only, unless blocks are listed", () => {
  expect(cluster().vpc_config).toEqual({
    endpoint_private_access: true,
    endpoint_public_access: false,
    subnet_ids: ["subnet-a", "subnet-b"],
  });
  expect(cluster({ publicCidrs: [] }).vpc_config.endpoint_public_access).toBe(false);
});

it("answers listed blocks and still the VPC", () => {
  expect(cluster({ publicCidrs: ["203.0.113.0/24"] }).vpc_config).toMatchObject({
    endpoint_private_access: true,
    endpoint_public_access: true,
    public_access_cidrs: ["203.0.113.0/24"],
  });
});

it.each([["0.0.0.0/0"], ["::/0"]])("refuses an API that is open to %s", (everyone) => {
  expect(() => build({ publicCidrs: ["203.0.113.0/24", everyone] })).toThrow(
    "Kubernetes API: 1 problem\n" +
      `  - test/control-plane publicCidrs is ["203.0.113.0/24","${everyone}"]: it opens the Kubernetes API to everyone. ` +
      "Fix: list the blocks of your offices, VPN or runners, or leave it out for a private endpoint. [EKS_API_OPEN]",
  );
});

it("knows access entries only, and gives its creator none", () => {
  expect(cluster().access_config).toEqual({
    authentication_mode: "API",
    bootstrap_cluster_creator_admin_permissions: false,
  });
});

it("starts without add-ons that nobody declared", () => {
  expect(cluster().bootstrap_self_managed_addons).toBe(false);
});

it("leaves no part of Auto Mode to a default", () => {
  expect(cluster()).toMatchObject({
    compute_config: { enabled: false },
    storage_config: { block_storage: { enabled: false } },
    kubernetes_network_config: { elastic_load_balancing: { enabled: false } },
  });
});

it("has no security group but EKS' own, unless one is given", () => {
  expect(cluster().vpc_config.security_group_ids).toBeUndefined();
  expect(cluster({ securityGroupIds: ["sg-1"] }).vpc_config.security_group_ids).toEqual(["sg-1"]);
});

it("encrypts Secrets with the key that it is given", () => {
  expect(cluster().encryption_config).toEqual({ resources: ["secrets"], provider: { key_arn: props.secretsKeyArn } });
});

it("logs all five types to a group that is encrypted, kept for the given time, and there first", () => {
  const stack = build();
  expect(stack.only("aws_eks_cluster").enabled_cluster_log_types.sort()).toEqual(
    ["api", "audit", "authenticator", "controllerManager", "scheduler"].sort(),
  );
  expect(stack.only("aws_cloudwatch_log_group")).toMatchObject({
    name: "/aws/eks/strata-test/cluster",
    kms_key_id: props.logKeyArn,
    retention_in_days: 365,
  });
  const before = new Graph(stack).before("aws_eks_cluster.control-plane_cluster");
  expect(before).toContain("aws_cloudwatch_log_group.control-plane_logs");
});

it("stays in standard support, shifts away from a broken zone and is protected from deletion", () => {
  expect(cluster()).toMatchObject({
    version: "1.35",
    upgrade_policy: { support_type: "STANDARD" },
    zonal_shift_config: { enabled: true },
    deletion_protection: true,
  });
  expect(cluster({ deletionProtection: false }).deletion_protection).toBe(false);
  expect(cluster({ supportType: "EXTENDED" }).upgrade_policy).toEqual({ support_type: "EXTENDED" });
});

it("takes services from the given block and its role from the caller", () => {
  expect(cluster()).toMatchObject({
    role_arn: props.roleArn,
    kubernetes_network_config: { ip_family: "ipv4", service_ipv4_cidr: "172.20.0.0/16" },
  });
});

it("makes no OIDC provider: roles of pods come from Pod Identity", () => {
  expect(build().types).toEqual(["aws_cloudwatch_log_group", "aws_eks_cluster"]);
});
