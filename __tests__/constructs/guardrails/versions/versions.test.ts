import { DataAwsAmi } from "@cdktf/provider-aws/lib/data-aws-ami";
import { DataAwsEksAddonVersion } from "@cdktf/provider-aws/lib/data-aws-eks-addon-version";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { Release } from "@cdktf/provider-helm/lib/release";
import { PodV1 } from "@cdktf/provider-kubernetes/lib/pod-v1";
import { CustomObjects } from "../../../../constructs/charts/custom-objects";
import { addOnVersion } from "../../../../constructs/guardrails/versions/add-on-version";
import { extendedSupport } from "../../../../constructs/guardrails/versions/extended-support";
import { imageName, namesRelease } from "../../../../constructs/guardrails/versions/image-name";
import { kubernetesVersion } from "../../../../constructs/guardrails/versions/kubernetes-version";
import { mutableRepository } from "../../../../constructs/guardrails/versions/mutable-repository";
import { unpinnedAddOn } from "../../../../constructs/guardrails/versions/unpinned-add-on";
import { isPinnedChart, unpinnedChart } from "../../../../constructs/guardrails/versions/unpinned-chart";
import { unpinnedImage } from "../../../../constructs/guardrails/versions/unpinned-image";
import { unpinnedLaunchTemplate } from "../../../../constructs/guardrails/versions/unpinned-launch-template";
import { unpinnedMachineImage } from "../../../../constructs/guardrails/versions/unpinned-machine-image";
import type { PlatformStack } from "../../../../constructs/stack/platform-stack";
import { findingsOn } from "../../../support/guarded-stack";

const pod = (namespace: string, ...images: readonly string[]) => {
  return (stack: PlatformStack) =>
    new PodV1(stack, "pod", {
      metadata: { name: "pod", namespace },
      spec: { container: images.map((image, index) => ({ name: `c${index}`, image })) },
    });
};

const digest = `sha256:${"0a".repeat(32)}`;

it.each([
  ["nginx", "it has no tag, which means latest: another image with each push"],
  ["localhost:5000/nginx", "it has no tag, which means latest: another image with each push"],
  ["nginx:latest", "latest is another image with each push"],
  ["nginx:1", "the tag 1 is given to the next release as well"],
  ["nginx:1.25-alpine", "the tag 1.25-alpine is given to the next release as well"],
  ["nginx@sha256:0a0a", "the digest is none"],
])("refuses the image %s", (image, problem) => {
  expect(findingsOn([unpinnedImage], pod("cluster-services", image))).toEqual([
    `kubernetes-cluster/pod (spec.container[0].image) is "${image}": ${problem}. Fix: name it by its digest, with @sha256:, or by the tag of one release such as 2.14.0. [unpinned-image]`,
  ]);
});

it("takes tags of other registries for the platform's own pods alone, and digests everywhere", () => {
  const release = "quay.io/jetstack/cert-manager-controller:v1.21.1";
  expect(findingsOn([unpinnedImage], pod("app-services", release, `nginx@${digest}`))).toEqual([]);
  expect(findingsOn([unpinnedImage], pod("storefront", release, `nginx:latest@${digest}`))).toEqual([
    `kubernetes-cluster/pod (spec.container[0].image) is "${release}": whoever may push to its registry can give the tag to another image, and the policy no-mutable-tags refuses the pod. Fix: name it by its digest, with @sha256:, or push it to the app's own repository in ECR. [unpinned-image]`,
  ]);
});

it("takes any tag of a repository of the environment, whose tags never move", () => {
  const image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/web:build-7";
  const own = (stack: PlatformStack) => {
    new EcrRepository(stack, "web", { name: "shop/web", imageTagMutability: "IMMUTABLE" });
    pod("storefront", image)(stack);
  };
  expect(findingsOn([unpinnedImage, mutableRepository], own)).toEqual([]);
  expect(findingsOn([unpinnedImage], pod("storefront", image))).toHaveLength(1);
});

it("says once of a repository that its tags move", () => {
  const repository = (stack: PlatformStack) => new EcrRepository(stack, "web", { name: "shop/web" });
  expect(findingsOn([mutableRepository], repository)).toEqual([
    'kubernetes-cluster/web (image_tag_mutability) is "MUTABLE": a push can give a tag that runs to another image, and nodes of one rollout run two things. Fix: set image_tag_mutability to IMMUTABLE, without exceptions. [mutable-repository]',
  ]);
});

it.each(["v1.21.1", "1.30.3-distroless", "thumbnails-1.4.0", "20260714"])("the tag %s is that of one release", (tag) =>
  expect(namesRelease(imageName(`registry.example/x:${tag}`))).toBe(true),
);

it.each(["1", "1.25", "v2", "stable", "lts-alpine3.22", "main"])("the tag %s is not", (tag) =>
  expect(namesRelease(imageName(`registry.example/x:${tag}`))).toBe(false),
);

const release = (settings: object) => (stack: PlatformStack) =>
  new Release(stack, "dns", { name: "dns", chart: "dns", repository: "https://charts.example", ...settings });

it.each<[string, object, string]>([
  ["without a version", {}, '(version) is "dns"'],
  ["of a range", { version: "^1.2.0" }, '(version) is "^1.2.0"'],
  ["under way", { version: "1.2.3", devel: true }, "(devel) is true"],
])("refuses a chart %s", (_, settings, shown) => {
  expect(findingsOn([unpinnedChart], release(settings))).toEqual([
    `kubernetes-cluster/dns ${shown}: another apply may install another version, and nobody has looked at that one. Fix: add the chart to constructs/charts/catalogue.ts in one exact version such as 3.13.1, and install it from there. [unpinned-chart]`,
  ]);
});

it.each([
  [{ chart: "https://charts.example/dns-1.2.3.tgz" }, true],
  [{ chart: "oci://charts.example/dns:1.2.3" }, true],
  [{ chart: "./charts/dns" }, true],
  [{ chart: "dns", version: "v1.21.1" }, true],
  [{ chart: "oci://charts.example/dns" }, false],
  [{ chart: "dns", version: "1.2" }, false],
])("a chart %j is pinned: %s", (body, pinned) => expect(isPinnedChart({ body } as never)).toBe(pinned));

const eks = { name: "c", roleArn: "r", vpcConfig: { subnetIds: ["s"] } };

it("finds a cluster that nobody keeps up to date", () => {
  const cluster = (stack: PlatformStack) => new EksCluster(stack, "cluster", { ...eks, version: "1.31" });
  expect(findingsOn([kubernetesVersion, extendedSupport], cluster)).toEqual([
    'kubernetes-cluster/cluster (version) is "1.31": the version is not in EKS standard support: no fixes come, and AWS upgrades the cluster or charges six times the price. Fix: write one of 1.36, 1.35, 1.34; a new one belongs into environments/schema/data/kubernetes-versions.ts. [kubernetes-version]',
    'kubernetes-cluster/cluster (upgrade_policy.support_type) is "EXTENDED": when standard support of its version ends, the cluster stays on it, at six times the price. Fix: set support_type to STANDARD: AWS then upgrades the cluster at that date, if nobody did before. [extended-support]',
  ]);
});

it("finds add-ons that AWS picks, and those for another version", () => {
  const addOns = (stack: PlatformStack) => {
    const { name: clusterName } = new EksCluster(stack, "cluster", { ...eks, version: "1.36" });
    const newest = new DataAwsEksAddonVersion(stack, "newest", {
      addonName: "coredns",
      kubernetesVersion: "1.36",
      mostRecent: true,
    });
    new EksAddon(stack, "coredns", { clusterName, addonName: "coredns", addonVersion: newest.version });
    new EksAddon(stack, "proxy", { clusterName, addonName: "kube-proxy", addonVersion: "v1.34.6-eksbuild.21" });
  };
  expect(findingsOn([unpinnedAddOn, addOnVersion], addOns)).toEqual([
    'kubernetes-cluster/coredns (addon_version) is "${data.aws_eks_addon_version.newest.version}": AWS decides on the day of the apply which version it is: two clusters of one commit get two. Fix: write a build such as v1.13.2-eksbuild.21 from constructs/cluster/add-on-versions.ts. [unpinned-add-on]',
    'kubernetes-cluster/proxy (addon_version) is "v1.34.6-eksbuild.21": it is the build for Kubernetes 1.34, and the cluster runs 1.36. Fix: write v1.36.0-eksbuild.21 for Kubernetes 1.36, as constructs/cluster/add-on-versions.ts has it. [add-on-version]',
  ]);
});

it("finds machines that boot what is new", () => {
  const machines = (stack: PlatformStack) => {
    new EksNodeGroup(stack, "nodes", {
      clusterName: "c",
      nodeRoleArn: "r",
      subnetIds: ["s"],
      scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 1 },
      launchTemplate: { id: "lt-1", version: "$Latest" },
    });
    new DataAwsAmi(stack, "ami", { owners: ["amazon"], mostRecent: true });
    new DataAwsSsmParameter(stack, "bottlerocket", {
      name: "/aws/service/bottlerocket/aws-k8s-1.35/x86_64/latest/image_id",
    });
    new CustomObjects(stack, "pools", {
      name: "pools",
      namespace: "cluster-services",
      objects: ["al2023@latest", "al2023@v20260714"].map((alias, index) => ({
        apiVersion: "karpenter.k8s.aws/v1",
        kind: "EC2NodeClass",
        metadata: { name: `nodes${index}` },
        spec: { amiSelectorTerms: [{ alias }] },
      })),
      after: [],
    });
  };
  const surprise = "machines of one group run different images, and nobody has tried the one that comes next";
  expect(findingsOn([unpinnedMachineImage, unpinnedLaunchTemplate], machines)).toEqual([
    `kubernetes-cluster/nodes (release_version) is "AL2023_x86_64_STANDARD": AWS decides on the day of the apply which release it is: ${surprise}. Fix: write a release such as 1.35.6-20260714, or cluster.systemNodes.releaseVersion in the environment. [unpinned-machine-image]`,
    'kubernetes-cluster/pools (EC2NodeClass nodes0: spec.amiSelectorTerms[0]) is "al2023@latest": the day on which AWS or somebody else makes a new image is the day on which all nodes are replaced. Fix: name one release, such as al2023@v20260714, or the image\'s id. [unpinned-machine-image]',
    `kubernetes-cluster/ami (most_recent) is true: each plan may find another image: ${surprise}. Fix: name one release: the image's id, or release_version of a node group. [unpinned-machine-image]`,
    `kubernetes-cluster/bottlerocket (name) is "/aws/service/bottlerocket/aws-k8s-1.35/x86_64/latest/image_id": each plan may find another image: ${surprise}. Fix: name one release: the image's id, or release_version of a node group. [unpinned-machine-image]`,
    'kubernetes-cluster/nodes (launch_template.version) is "$Latest": which version that is changes without a plan: machines of one group come up in two ways. Fix: write its number, or the template\'s attribute latest_version. [unpinned-launch-template]',
  ]);
});
