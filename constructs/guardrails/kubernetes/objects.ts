import { CustomObjects } from "../../charts/custom-objects";
import { type ResolvedElement, resolveIn } from "../../stack/resolved-tree";
import { at, type FinishedTree, oncePerTree } from "../finished-tree";
import type { Violation } from "../rule";
import { asApi, terraformPath } from "./api-shape";
import { nameBehind } from "./names";

/** Types of the kubernetes provider by the kind that they declare, in all versions that the provider has. */
const types = {
  ClusterRole: ["kubernetes_cluster_role_v1", "kubernetes_cluster_role"],
  ClusterRoleBinding: ["kubernetes_cluster_role_binding_v1", "kubernetes_cluster_role_binding"],
  ConfigMap: ["kubernetes_config_map_v1", "kubernetes_config_map", "kubernetes_config_map_v1_data"],
  CronJob: ["kubernetes_cron_job_v1", "kubernetes_cron_job"],
  DaemonSet: ["kubernetes_daemon_set_v1", "kubernetes_daemonset"],
  Deployment: ["kubernetes_deployment_v1", "kubernetes_deployment"],
  HorizontalPodAutoscaler: [
    "kubernetes_horizontal_pod_autoscaler_v2",
    "kubernetes_horizontal_pod_autoscaler_v2beta2",
    "kubernetes_horizontal_pod_autoscaler_v1",
    "kubernetes_horizontal_pod_autoscaler",
  ],
  Job: ["kubernetes_job_v1", "kubernetes_job"],
  LimitRange: ["kubernetes_limit_range_v1", "kubernetes_limit_range"],
  MutatingWebhookConfiguration: [
    "kubernetes_mutating_webhook_configuration_v1",
    "kubernetes_mutating_webhook_configuration",
  ],
  Namespace: ["kubernetes_namespace_v1", "kubernetes_namespace"],
  NetworkPolicy: ["kubernetes_network_policy_v1", "kubernetes_network_policy"],
  PersistentVolumeClaim: ["kubernetes_persistent_volume_claim_v1", "kubernetes_persistent_volume_claim"],
  Pod: ["kubernetes_pod_v1", "kubernetes_pod"],
  PodDisruptionBudget: ["kubernetes_pod_disruption_budget_v1", "kubernetes_pod_disruption_budget"],
  ReplicationController: ["kubernetes_replication_controller_v1", "kubernetes_replication_controller"],
  ResourceQuota: ["kubernetes_resource_quota_v1", "kubernetes_resource_quota"],
  Role: ["kubernetes_role_v1", "kubernetes_role"],
  RoleBinding: ["kubernetes_role_binding_v1", "kubernetes_role_binding"],
  Secret: ["kubernetes_secret_v1", "kubernetes_secret"],
  Service: ["kubernetes_service_v1", "kubernetes_service"],
  ServiceAccount: ["kubernetes_service_account_v1", "kubernetes_service_account"],
  StatefulSet: ["kubernetes_stateful_set_v1", "kubernetes_stateful_set"],
  ValidatingWebhookConfiguration: [
    "kubernetes_validating_webhook_configuration_v1",
    "kubernetes_validating_webhook_configuration",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Kinds that the kubernetes provider declares and some rule looks at. */
export type Kind = keyof typeof types;

// biome-ignore lint/suspicious/noExplicitAny: objects have as many shapes as the API has kinds
export type Fields = any;

/** An object of the Kubernetes API, be it a resource of the kubernetes provider or one of several in a Helm release. */
export interface DeclaredObject {
  /** What declares it, and whose waiver counts. */
  readonly element: ResolvedElement;
  readonly kind: string;
  readonly name?: string;
  /** Name of the namespace, an expression where only Terraform knows it; without meaning for kinds that have none. */
  readonly namespace: string;
  /** Fields by the names of the API. */
  readonly fields: Fields;
  /** Whether the kubernetes provider sends it, which fills in defaults of its own. */
  readonly byProvider: boolean;
  /** Place of a field, such as `spec.replicas`, as whoever has to change it writes it. */
  readonly at: (path?: string) => Pick<Violation, "construct" | "place">;
}

/** All objects of the kinds, in order of deployment. */
export function declared(tree: FinishedTree, ...kinds: readonly Kind[]): readonly DeclaredObject[] {
  return kinds.flatMap((kind) => ofKind(tree)(kind));
}

const ofKind = oncePerTree((tree) => {
  const known = new Map<Kind, readonly DeclaredObject[]>();
  const inReleases = installedObjects(tree);
  return (kind: Kind): readonly DeclaredObject[] => {
    const found = known.get(kind) ?? [
      ...tree.resources(...types[kind]).map((element) => ofProvider(tree, kind, element)),
      ...inReleases.filter((object) => object.kind === kind),
    ];
    known.set(kind, found);
    return found;
  };
});

function ofProvider(tree: FinishedTree, kind: Kind, element: ResolvedElement): DeclaredObject {
  const fields = asApi(element.body);
  const { name, namespace } = namesOf(tree, element, fields);
  return {
    ...{ element, kind, name, namespace, fields, byProvider: true },
    at: (path) => at(element, path && terraformPath(path)),
  };
}

function namesOf(tree: FinishedTree, element: ResolvedElement, { metadata = {} }: Fields) {
  return {
    name: nameBehind(tree, element, metadata.name),
    namespace: nameBehind(tree, element, metadata.namespace) ?? "default",
  };
}

/** Objects that Helm installs with the chart of the repository, of whatever kind. */
export const installedObjects = oncePerTree((tree): readonly DeclaredObject[] =>
  tree.resources("helm_release").flatMap((element) => {
    const { construct } = element;
    return construct instanceof CustomObjects
      ? construct.installed.map((fields) => inRelease(tree, element, fields))
      : [];
  }),
);

/** Those of a kind, each with the tokens of its spec resolved: only what a rule looks at. */
export function installedOfKind(tree: FinishedTree, kind: string): readonly InstalledObject[] {
  return installedObjects(tree)
    .filter((object) => object.kind === kind)
    .map((object) => ({
      ...object,
      spec: resolveIn(object.element.construct, object.fields.spec ?? object.fields, false),
    }));
}

/** An object that a release installs, with its `spec` as Terraform gets it, or all of it where it has none. */
export interface InstalledObject extends DeclaredObject {
  readonly spec: Fields;
}

function inRelease(tree: FinishedTree, element: ResolvedElement, fields: Fields): DeclaredObject {
  const { kind } = fields;
  const { name, namespace } = namesOf(tree, element, {
    metadata: { namespace: element.body.namespace, ...fields.metadata },
  });
  const shown = `${kind} ${name}`;
  return {
    ...{ element, kind, name, namespace, fields, byProvider: false },
    at: (path) => at(element, path ? `${shown}: ${path}` : shown),
  };
}
