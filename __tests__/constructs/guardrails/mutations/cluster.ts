import type { StackId } from "../../../../constructs/stack/stack-id";
import type { BreakableTree } from "../../../support/broken-tree";
import type { Mutations } from "./mutation";

const space = "team-storefront_space";
const namespace = `kubernetes_namespace_v1.${space}_namespace`;
const quota = `kubernetes_resource_quota_v1.${space}_limits_quota`;
const auditor = "kubernetes_cluster_role_v1.rights_auditor_role";
const cluster = "aws_eks_cluster.control-plane_cluster";
const path = "kubernetes_network_policy_v1.storefront_catalog_from-storefront--web";

// biome-ignore lint/suspicious/noExplicitAny: blocks have as many shapes as the providers have types
type Change = (body: any) => void;

const changed = (address: string, change: Change) => (demo: BreakableTree) =>
  demo.changed(address, (body) => {
    change(body);
  });

const added = (type: string, body: object, stack: StackId = "kubernetes-cluster") => {
  return (demo: BreakableTree) => demo.added(stack, type, "x", body);
};

const metadata = { name: "x" };
const role = (rule: object) => added("kubernetes_cluster_role", { metadata, rule: [rule] });

const binding = (roleName: string, subject: object) =>
  added("kubernetes_cluster_role_binding_v1", {
    metadata,
    role_ref: { api_group: "rbac.authorization.k8s.io", kind: "ClusterRole", name: roleName },
    subject: [{ api_group: "rbac.authorization.k8s.io", ...subject }],
  });

/** Of the storefront, where a quota bounds it. */
const inTeam = (type: string, body: object) =>
  added(type, { ...body, metadata: { name: "x", namespace: "storefront" } }, "apps");

export const clusterObjects: Mutations = {
  "cluster-admin": {
    "a team as administrator": binding("cluster-admin", { kind: "Group", name: "strata:developers:storefront" }),
    "the group that passes every check": binding("view", { kind: "Group", name: "system:masters" }),
    "an access policy for another role": added("aws_eks_access_policy_association", {
      cluster_name: "strata-demo",
      principal_arn: "arn:aws:iam::111122223333:role/data-science",
      policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      access_scope: { type: "cluster" },
    }),
    "the policy of the deployers for a team's pipeline": changed(
      "aws_eks_access_policy_association.access_app-services-apply-administrator",
      (body) => {
        body.principal_arn = "${aws_eks_access_entry.access_apps-apply.principal_arn}";
      },
    ),
    "whoever makes the cluster": changed(cluster, ({ access_config }) => {
      delete access_config.bootstrap_cluster_creator_admin_permissions;
    }),
    "whoever may write a ConfigMap": changed(cluster, ({ access_config }) => {
      access_config.authentication_mode = "API_AND_CONFIG_MAP";
    }),
  },
  "anonymous-access": {
    "whoever reaches the API": binding("view", { kind: "Group", name: "system:unauthenticated" }),
    "every pod": binding("view", { kind: "Group", name: "system:serviceaccounts" }),
  },
  "wildcard-rbac": {
    "all verbs": role({ api_groups: ["apps"], resources: ["deployments"], verbs: ["*"] }),
    "all kinds": changed(auditor, ({ rule }) => {
      rule[0].resources = ["*"];
    }),
    "all groups": role({ api_groups: ["*"], resources: ["deployments"], verbs: ["get"] }),
    "all paths": role({ non_resource_urls: ["*"], verbs: ["get"] }),
  },
  "escalating-rbac": {
    "to bind any role": role({
      api_groups: ["rbac.authorization.k8s.io"],
      resources: ["clusterroles"],
      verbs: ["bind"],
    }),
    "to be anybody": role({ api_groups: [""], resources: ["users"], verbs: ["impersonate"] }),
  },
  "cluster-secrets": {
    "to look at all": role({ api_groups: [""], resources: ["configmaps", "secrets"], verbs: ["get"] }),
  },
  "namespace-limits": {
    "no quota": (demo) => demo.removed(quota),
    "a quota for some priorities alone": changed(quota, ({ spec }) => {
      spec.scope_selector = { match_expression: [{ scope_name: "PriorityClass", operator: "In", values: ["high"] }] };
    }),
    "no defaults": changed(`kubernetes_limit_range_v1.${space}_limits_defaults`, ({ spec }) => {
      spec.limit[0].type = "Pod";
    }),
    "no policy": (demo) => demo.removed(`kubernetes_network_policy_v1.${space}_network_default-deny`),
    "a policy that denies half": changed(`kubernetes_network_policy_v1.${space}_network_default-deny`, ({ spec }) => {
      spec.policy_types = ["Ingress"];
    }),
    "another namespace": added("kubernetes_namespace", {
      metadata: { name: "sandbox", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
    }),
  },
  "namespace-pod-security": {
    "a lower level": changed(namespace, ({ metadata: { labels } }) => {
      labels["pod-security.kubernetes.io/enforce"] = "baseline";
    }),
    "none but in warnings": changed(namespace, ({ metadata: { labels } }) => {
      delete labels["pod-security.kubernetes.io/enforce"];
    }),
  },
  "quota-exceeded": {
    "fewer pods": changed(quota, ({ spec }) => {
      spec.hard.pods = "40";
    }),
    "less CPU": changed(quota, ({ spec }) => {
      spec.hard["requests.cpu"] = "8";
    }),
    "less memory": changed(quota, ({ spec }) => {
      spec.hard["requests.memory"] = "8Gi";
    }),
    "less storage than one claim more": inTeam("kubernetes_persistent_volume_claim", {
      spec: { access_modes: ["ReadWriteOnce"], resources: { requests: { storage: "1Ti" } } },
    }),
    "fewer objects": changed(quota, ({ spec }) => {
      spec.hard["count/deployments.apps"] = "3";
    }),
    "more replicas": changed("kubernetes_horizontal_pod_autoscaler_v2.storefront_web_autoscaler", ({ spec }) => {
      spec.max_replicas = 60;
    }),
    "a priority that the namespace has no room for": changed(
      "kubernetes_deployment_v1.storefront_web_deployment",
      ({ spec }) => {
        spec.template.spec.priority_class_name = "platform-critical";
      },
    ),
  },
  "open-network-policy": {
    "from everybody": changed(path, ({ spec }) => {
      spec.ingress[0].from = [];
    }),
    "from every namespace": changed(path, ({ spec }) => {
      spec.ingress[0].from = [{ namespace_selector: {} }];
    }),
    "from the internet": changed(path, ({ spec }) => {
      spec.ingress[0].from = [{ ip_block: { cidr: "0.0.0.0/0" } }];
    }),
    "to everywhere": inTeam("kubernetes_network_policy", {
      spec: { pod_selector: {}, policy_types: ["Egress"], egress: [{ to: [{ ip_block: { cidr: "0.0.0.0/0" } }] }] },
    }),
  },
};
