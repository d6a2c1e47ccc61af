import type { BreakableTree } from "../../../support/broken-tree";
import type { Mutations } from "./mutation";

const catalog = "kubernetes_deployment_v1.storefront_catalog_deployment";
const cluster = "aws_eks_cluster.control-plane_cluster";
const nodes = "aws_eks_node_group.system-nodes_nodes";
const coreDns = "aws_eks_addon.controller-add-ons_coredns";
const proxy = "aws_eks_addon.node-add-ons_kube-proxy";

const image = (name: string) => (demo: BreakableTree) =>
  demo.changed(catalog, (body) => {
    body.spec.template.spec.container[0].image = name;
  });

/** The demo with other arguments of a resource. */
const set = (address: string, values: object) => (demo: BreakableTree) =>
  demo.changed(address, (body) => {
    Object.assign(body, values);
  });

const release = (values: object) => (demo: BreakableTree) =>
  set(demo.address(/^helm_release\.metrics-server/), values)(demo);

const repository = (mutability: string | undefined) => (demo: BreakableTree) =>
  set(demo.address(/^aws_ecr_repository\..*catalog/), { image_tag_mutability: mutability })(demo);

const keys = "data.terraform_remote_state.managed-infrastructure.outputs.key_arns";
const volumesKey = `\${${keys}["volumes"]}`;
const imagesKey = `\${aws_kms_key.keys_images_key.arn}`;

const template = (values: object) => (demo: BreakableTree) =>
  demo.added("kubernetes-cluster", "aws_launch_template", "x", {
    name: "x",
    block_device_mappings: { ebs: { encrypted: "true", kms_key_id: volumesKey } },
    ...values,
  });

export const versions: Mutations = {
  "unpinned-image": {
    latest: image("public.ecr.aws/nginx/nginx:latest"),
    "no tag": image("public.ecr.aws/nginx/nginx"),
    "a registry with a port, and no tag": image("registry.example:5000/shop/catalog"),
    "a tag of a series": image("public.ecr.aws/nginx/nginx:1.29"),
    "a word": image("public.ecr.aws/nginx/nginx:stable-alpine"),
    "a release in a registry where tags move": image("public.ecr.aws/nginx/nginx:1.29.1"),
    "a repository that the environment does not have": image(
      "111122223333.dkr.ecr.eu-central-1.amazonaws.com/strata-demo/storefront/cart:1.4.0",
    ),
    "a value of a chart": release({ values: ['{"image": {"tag": "latest"}}'] }),
    "a value of a chart, as YAML": release({ values: ["image:\n  repository: metrics-server\n  tag: main\n"] }),
    "a single value of a chart": release({ set: [{ name: "image.tag", value: "latest" }] }),
  },
  "mutable-repository": {
    "tags that move": repository("MUTABLE"),
    "nothing said": repository(undefined),
    "tags that move but for some": repository("IMMUTABLE_WITH_EXCLUSION"),
    "repositories that a push makes": (demo) =>
      demo.added("managed-infrastructure", "aws_ecr_repository_creation_template", "x", {
        prefix: "x",
        applied_for: ["CREATE_ON_PUSH", "PULL_THROUGH_CACHE"],
        encryption_configuration: { encryption_type: "KMS", kms_key: imagesKey },
      }),
  },
  "unpinned-chart": {
    "no version": release({ version: undefined }),
    "a range": release({ version: "~> 3.13" }),
    "a series": release({ version: "3.x" }),
    latest: release({ version: "latest" }),
    "versions under way": release({ devel: true }),
    "plain HTTP": release({ repository: "http://kubernetes-sigs.github.io/metrics-server/" }),
  },
  "unpinned-add-on": {
    "no version": set(coreDns, { addon_version: undefined }),
    latest: set(coreDns, { addon_version: "latest" }),
  },
  "add-on-version": {
    "the build for the version before": set(coreDns, { addon_version: "v1.12.4-eksbuild.29" }),
    "a proxy that is newer than the control plane": set(proxy, { addon_version: "v1.36.0-eksbuild.21" }),
    "a proxy that is far behind": set(proxy, { addon_version: "v1.31.2-eksbuild.3" }),
  },
  "unpinned-machine-image": {
    "a group of nodes without a release": (demo) =>
      demo.added("kubernetes-cluster", "aws_eks_node_group", "x", {
        cluster_name: "strata-demo",
        node_role_arn: "x",
        launch_template: { id: "lt-0123456789abcdef0", version: "1" },
      }),
    "a parameter that moves": template({
      image_id: "resolve:ssm:/aws/service/eks/optimized-ami/1.35/recommended/image_id",
    }),
  },
  "unpinned-launch-template": {
    "the latest version": (demo) =>
      demo.changed(nodes, (body) => {
        body.launch_template.version = "$Latest";
      }),
  },
  "kubernetes-version": {
    "a version past its support": (demo) =>
      demo.changed(cluster, (body) => {
        body.version = "1.29";
      }),
    "none at all": set(cluster, { version: undefined }),
    "nodes past theirs": set(nodes, { version: "1.30" }),
    "nodes before their control plane": set(nodes, { version: "1.36" }),
  },
  "extended-support": {
    "asked for": set(cluster, { upgrade_policy: { support_type: "EXTENDED" } }),
    "by default": set(cluster, { upgrade_policy: undefined }),
  },
};
