import { parseDuration } from "../../../constructs/autoscaling/duration";
import { imageAlias, pinnedImageAlias } from "../../../constructs/autoscaling/node-image";
import { NodePools, type NodePoolsProps } from "../../../constructs/autoscaling/node-pools";
import { HelmChart } from "../../../constructs/charts/helm-chart";
import { synthesize } from "../../support/synthesize";

const volumeKeyArn = "arn:aws:kms:eu-central-1:111122223333:key/volumes";
const nodeClass: NodePoolsProps["nodeClass"] = {
  operatingSystem: "AL2023",
  imageAlias: "al2023@v20260714",
  instanceProfile: "strata-test-eks-node",
  subnetIds: ["subnet-a", "subnet-b"],
  securityGroupId: "sg-cluster",
  diskGiB: 80,
  volumeKeyArn,
  tags: { owner: "platform", "strata:environment": "test" },
};
const general: NodePoolsProps["pools"][number] = {
  name: "general",
  capacity: ["on-demand"],
  architectures: ["amd64"],
  instanceCategories: ["c", "m"],
  minimumGeneration: 6,
  instanceSizes: ["large", "xlarge"],
  limits: { cpu: "64", memory: "256Gi" },
  labels: { "strata/nodes": "workers" },
  taints: [],
  expireAfter: "336h",
  terminationGracePeriod: "1h",
  consolidationPolicy: "WhenEmptyOrUnderutilized",
  consolidateAfter: "5m",
  budgets: [{ nodes: "10%" }],
};

function releaseWith(changes: Partial<NodePoolsProps> = {}) {
  const chart = { name: "k", namespace: "n", repository: "https://charts.example", chart: "k", version: "1.0.0" };
  return synthesize((scope) => {
    const controller = new HelmChart(scope, "karpenter", { chart: { ...chart, values: {} } });
    const pools = changes.pools ?? [general];
    new NodePools(scope, "pools", { namespace: "services", nodeClass, pools, after: [controller], ...changes });
  }).named("helm_release", "pools_release");
}

const objectsOf = (changes?: Partial<NodePoolsProps>) => JSON.parse(releaseWith(changes).values[0]).objects;
const classWith = (changes: Partial<NodePoolsProps["nodeClass"]> = {}) =>
  objectsOf({ nodeClass: { ...nodeClass, ...changes } })[0];
const poolWith = (changes: Partial<typeof general> = {}) => objectsOf({ pools: [{ ...general, ...changes }] })[1];
const requirement = (pool: ReturnType<typeof poolWith>, key: string) =>
  pool.spec.template.spec.requirements.find((one: { key: string }) => one.key === key);

describe("on deletion", () => {
  it("goes before Karpenter, and Helm waits until the nodes are gone", () => {
    expect(releaseWith()).toMatchObject({ wait: true, depends_on: ["helm_release.karpenter"] });
  });

  it("waits longer than the pods of any pool may take to leave", () => {
    const slow = { ...general, name: "slow", terminationGracePeriod: "2h" };
    expect(releaseWith({ pools: [general, slow] }).timeout).toBe(2 * 3600 + 900);
  });
});

describe("the node class", () => {
  const { spec, ...rest } = classWith();

  it("is the one that all pools name", () => {
    expect(rest).toEqual({ apiVersion: "karpenter.k8s.aws/v1", kind: "EC2NodeClass", metadata: { name: "nodes" } });
    const reference = { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "nodes" };
    expect(poolWith().spec.template.spec.nodeClassRef).toEqual(reference);
  });

  it("boots the images of one release", () => {
    expect(spec.amiSelectorTerms).toEqual([{ alias: "al2023@v20260714" }]);
  });

  it("names the instance profile that is there, and no role to make one for", () => {
    expect(spec.instanceProfile).toBe("strata-test-eks-node");
    expect(spec).not.toHaveProperty("role");
  });

  it("finds subnets and security group by id, whatever tags others set", () => {
    expect(spec.subnetSelectorTerms).toEqual([{ id: "subnet-a" }, { id: "subnet-b" }]);
    expect(spec.securityGroupSelectorTerms).toEqual([{ id: "sg-cluster" }]);
    expect(spec.associatePublicIPAddress).toBe(false);
  });

  it("keeps the node's credentials from pods", () => {
    expect(spec.metadataOptions).toMatchObject({ httpTokens: "required", httpPutResponseHopLimit: 1 });
  });

  it("has as many pods on a node as the network plugin has addresses for, not as many as Karpenter thinks", () => {
    expect(spec.kubelet).toEqual({ maxPods: 110 });
  });

  it("tags what it makes as the environment's, without which its role could make nothing", () => {
    expect(spec.tags).toEqual({ owner: "platform", "strata:environment": "test" });
  });

  it("encrypts the one disk of AL2023 with the platform's key", () => {
    expect(spec.blockDeviceMappings).toEqual([
      {
        deviceName: "/dev/xvda",
        ebs: {
          volumeType: "gp3",
          volumeSize: "80Gi",
          encrypted: true,
          kmsKeyID: volumeKeyArn,
          deleteOnTermination: true,
        },
      },
    ]);
  });

  it("encrypts both disks of Bottlerocket, and gives the size to that of the containers", () => {
    const disks = classWith({ operatingSystem: "Bottlerocket" }).spec.blockDeviceMappings;
    const shown = disks.map(({ deviceName, ebs }: { deviceName: string; ebs: Record<string, unknown> }) => {
      return [deviceName, ebs.volumeSize, ebs.encrypted, ebs.kmsKeyID];
    });
    expect(shown).toEqual([
      ["/dev/xvda", "4Gi", true, volumeKeyArn],
      ["/dev/xvdb", "80Gi", true, volumeKeyArn],
    ]);
  });
});

describe("a node pool", () => {
  it("chooses among the types that it is told", () => {
    const { requirements } = poolWith().spec.template.spec;
    expect(requirements).toEqual([
      { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
      { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
      { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
      { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m"] },
      { key: "karpenter.k8s.aws/instance-generation", operator: "Gte", values: ["6"] },
      { key: "karpenter.k8s.aws/instance-size", operator: "In", values: ["large", "xlarge"] },
    ]);
    const families = requirement(poolWith({ instanceFamilies: ["r7i"] }), "karpenter.k8s.aws/instance-family");
    expect(families).toEqual({ key: "karpenter.k8s.aws/instance-family", operator: "In", values: ["r7i"] });
  });

  it.each([[["spot"]], [["on-demand", "spot"]]] as const)("of %s lets AWS choose among fifteen types", (capacity) => {
    const types = requirement(poolWith({ capacity }), "node.kubernetes.io/instance-type");
    expect(types).toEqual({ key: "node.kubernetes.io/instance-type", operator: "Exists", minValues: 15 });
  });

  it("has its limits, its age and its budgets", () => {
    const budgets = [{ nodes: "0", reasons: ["Drifted"], schedule: "@daily", duration: "10h" }] as const;
    const { spec } = poolWith({ budgets, weight: 10, consolidationPolicy: "WhenEmpty", consolidateAfter: "1m" });
    expect(spec.limits).toEqual({ cpu: "64", memory: "256Gi" });
    expect(spec.template.spec).toMatchObject({ expireAfter: "336h", terminationGracePeriod: "1h" });
    expect(spec.disruption).toEqual({ consolidationPolicy: "WhenEmpty", consolidateAfter: "1m", budgets });
    expect(spec.weight).toBe(10);
    expect(poolWith().spec).not.toHaveProperty("weight");
  });

  it("keeps pods off a new node until the driver of volumes has told how many it can carry", () => {
    expect(poolWith().spec.template.spec.startupTaints).toEqual([
      { key: "ebs.csi.aws.com/agent-not-ready", effect: "NoExecute" },
    ]);
  });

  it("takes every pod, or those alone that tolerate it", () => {
    expect(poolWith().spec.template.spec).not.toHaveProperty("taints");
    const taints = [{ key: "example.com/dedicated", effect: "NoSchedule" as const }];
    expect(poolWith({ taints }).spec.template.spec.taints).toEqual(taints);
  });
});

it("knows the images of a release by the names that Karpenter has for them, and never the latest", () => {
  expect(imageAlias("AL2023", "1.35.6-20260714")).toBe("al2023@v20260714");
  expect(imageAlias("Bottlerocket", "1.52.0-5d9bb4bc")).toBe("bottlerocket@v1.52.0");
  expect(pinnedImageAlias).toMatch(/^al2023@v\d{8}$/);
});

it.each([
  ["1h", 3600],
  ["1h30m", 5400],
  ["90s", 90],
  ["Never", undefined],
  ["1", undefined],
  ["1.5h", undefined],
  ["", undefined],
])("reads a duration: %s", (text, seconds) => expect(parseDuration(text)).toBe(seconds));
