import { emptyLedger, type Ledger } from "../../constructs/ledger/ledger";
import { ownershipTags } from "../../constructs/stack/ownership-tags";
import type { Environment } from "../../environments/schema/environment";
import { type SynthesizedPlatform, synthesizePlatform } from "../support/demo";
import { recordedLedger } from "../support/deployed";
import { existingNetwork, inClosedNetwork, inExistingNetwork } from "../support/networks";
import type { Body } from "../support/synthesize";

const { zones } = existingNetwork;
const output = (platform: SynthesizedPlatform, name: string) =>
  platform["managed-infrastructure"].json.output?.[name].value;
const cidrsOf = (policy: Body) => JSON.stringify(policy);

describe("without NAT", () => {
  const platform = synthesizePlatform({ environment: inClosedNetwork() });
  const stack = platform["managed-infrastructure"];

  it("reaches AWS by thirteen interface endpoints and the gateways to S3 and DynamoDB", () => {
    expect(stack.types).not.toContain("aws_nat_gateway");
    expect(Object.keys(stack.all("aws_vpc_endpoint"))).toHaveLength(15);
  });

  it("publishes the pods' own subnets by zone", () => {
    const subnets = zones.map((zone) => [zone, `\${aws_subnet.network_pods_subnets_${zone}.id}`]);
    expect(output(platform, "pod_subnet_ids")).toEqual(Object.fromEntries(subnets));
  });

  it("publishes where runners stand", () => {
    expect(output(platform, "runner_subnet_ids")).toEqual(output(platform, "private_subnet_ids"));
    expect(output(platform, "runner_security_group_id")).toBe("${aws_security_group.runners_security-group.id}");
  });
});

it.each<[string, () => Environment, boolean]>([
  ["off without NAT", inClosedNetwork, true],
  ["as it is in somebody else's network, which may lead there", inExistingNetwork, false],
])("leaves the load balancer controller's use of WAF %s", (_, environment, off) => {
  const release = synthesizePlatform({ environment: environment() })["app-services"].named(
    "helm_release",
    "load-balancer-controller_release",
  );
  expect(release.values[0]).toContain('"enableShield": false');
  expect(release.values[0].includes('"enableWafv2": false')).toBe(off);
});

it("without NAT reaches EFS, too, where there is file storage", () => {
  const closed = inClosedNetwork();
  const environment = { ...closed, fileStorage: { ...closed.fileStorage, enabled: true } };
  const endpoints = synthesizePlatform({ environment })["managed-infrastructure"].all("aws_vpc_endpoint");
  expect(Object.keys(endpoints)).toHaveLength(16);
  expect(endpoints.network_endpoints_interfaces_elasticfilesystem).toMatchObject({
    service_name: "com.amazonaws.eu-central-1.elasticfilesystem",
    private_dns_enabled: true,
  });
});

describe("in an existing VPC", () => {
  const platform = synthesizePlatform({ environment: inExistingNetwork() });
  const stack = platform["managed-infrastructure"];

  it("makes keys, registries and buckets, and nothing of a network", () => {
    expect(new Set(stack.types.map((type) => type.split("_")[1]))).toEqual(new Set(["ecr", "kms", "s3"]));
  });

  it("publishes its subnets as it would publish its own", () => {
    expect(output(platform, "vpc_id")).toBe("${data.aws_vpc.network_vpc.id}");
    const published = {
      public: "public",
      private: "private",
      data: "data",
      control_plane: "control-plane",
      pod: "pods",
    };
    for (const [field, tier] of Object.entries(published)) {
      const subnets = zones.map((zone) => [zone, `\${data.aws_subnet.network_${tier}-${zone}.id}`]);
      expect(output(platform, `${field}_subnet_ids`)).toEqual(Object.fromEntries(subnets));
    }
  });

  it("wants VPC and subnets to bear the tags that all rights rest on", () => {
    const looked = [...Object.values(stack.data("aws_vpc")), ...Object.values(stack.data("aws_subnet"))];
    expect(looked).toHaveLength(16);
    for (const [key, value] of Object.entries(ownershipTags("demo", "managed-infrastructure"))) {
      for (const { lifecycle } of looked) expect(JSON.stringify(lifecycle)).toContain(`\\"${key}\\" = \\"${value}\\"`);
    }
  });

  it("stops at a subnet that is full until the cluster is recorded, and warns of it from then on", async () => {
    const environment = inExistingNetwork();
    const { "kubernetes-cluster": cluster, ...others } = (await recordedLedger(environment)).stacks;
    const asked = (stacks: Ledger["stacks"]) => {
      const ledger = { ...emptyLedger(environment), stacks };
      const { json } = synthesizePlatform({ environment, ledger })["managed-infrastructure"];
      return [Object.keys(json.check ?? {}), JSON.stringify(json.data?.aws_subnet).includes("NETWORK_SUBNET_FULL")];
    };
    expect(asked(others)).toEqual([[], true]);
    expect(asked({ ...others, "kubernetes-cluster": cluster })).toEqual([["network_room"], false]);
  });

  it("opens network policies to the blocks that are written, not to planned ones", () => {
    const policies = Object.values(platform["cluster-services"].all("kubernetes_network_policy_v1"))
      .map(cidrsOf)
      .join();
    expect(policies).toContain("10.80.9.16/28");
    const apps = Object.values(platform.apps.all("kubernetes_network_policy_v1")).map(cidrsOf).join();
    expect(apps).toContain("10.80.5.0/24");
  });

  it("has no place for runners that stand outside", () => {
    expect(output(platform, "runner_subnet_ids")).toEqual({});
    expect(output(platform, "runner_security_group_id")).toBe("");
  });
});
