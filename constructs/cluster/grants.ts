import { monitoringPodNames } from "../charts/kube-prometheus-stack/names";
import type { StackId } from "../stack/stack-id";
import { groups } from "./access-groups";
import {
  backupKinds,
  clusterRuntimeKinds,
  type DeclaredType,
  declaredAs,
  externalSecretKind,
  kindsOf,
  runtimeKinds,
  secretKinds,
} from "./kinds";
import { editing, type Rule, reading, rulesFor, viewing } from "./rules";

/** Rights of one group, in one namespace or in the whole cluster. */
export interface Grant {
  /** Says what it is for; the role is called `strata:<id>`. */
  readonly id: string;
  readonly group: string;
  readonly rules: readonly Rule[];
}

/** What the stack `kubernetes-cluster` declares. */
export const clusterTypes = [
  "kubernetes_namespace_v1",
  "kubernetes_default_service_account_v1",
  "kubernetes_resource_quota_v1",
  "kubernetes_limit_range_v1",
  "kubernetes_network_policy_v1",
  "kubernetes_role_v1",
  "kubernetes_role_binding_v1",
  "kubernetes_cluster_role_v1",
  "kubernetes_cluster_role_binding_v1",
  "kubernetes_priority_class_v1",
  "kubernetes_storage_class_v1",
] as const satisfies readonly DeclaredType[];

/** What the stack `apps` declares in a team's namespace. Neither roles nor quotas: an app can't widen its own rights. */
export const workloadTypes = [
  "kubernetes_config_map_v1",
  "kubernetes_service_account_v1",
  "kubernetes_service_v1",
  "kubernetes_persistent_volume_claim_v1",
  "kubernetes_deployment_v1",
  "kubernetes_stateful_set_v1",
  "kubernetes_daemon_set_v1",
  "kubernetes_job_v1",
  "kubernetes_cron_job_v1",
  "kubernetes_horizontal_pod_autoscaler_v2",
  "kubernetes_pod_disruption_budget_v1",
  "kubernetes_ingress_v1",
  "kubernetes_network_policy_v1",
] as const satisfies readonly DeclaredType[];

const workloads = kindsOf(workloadTypes);
/** Never a store, which names the role that secrets are read with. */
const deployed = [...workloads, externalSecretKind];
const logs: Rule = { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] };
const events: Rule = { apiGroups: [""], resources: ["events"], verbs: ["list"] };

/**
 * A team's namespace: `apps` deploys into it, or the stack of the team's own, and no other; its plan reads it, the team's
 * developers and pipelines look at it. `deployedBy`: that stack. Names say nothing of it, so that its change is no other role.
 */
export function teamGrants(team: string, deployedBy: StackId): readonly Grant[] {
  const limits = kindsOf(["kubernetes_resource_quota_v1", "kubernetes_limit_range_v1"]);
  return [
    // The provider lists events to say why something that it waited for did not come about.
    { id: "apply-apps", group: groups.deployer(deployedBy, "apply"), rules: [...rulesFor(deployed, editing), events] },
    { id: "plan-apps", group: groups.deployer(deployedBy, "plan"), rules: rulesFor(deployed, reading) },
    {
      // No exec and no port-forward: both are the pod's own rights, its AWS role and its data included.
      id: "developers",
      group: groups.developers(team),
      rules: [...rulesFor([...workloads, ...secretKinds, ...runtimeKinds, ...limits], viewing), logs],
    },
    // Whether a rollout came about; what a pod has logged may hold its users' data.
    { id: "pipelines", group: groups.pipelines(team), rules: rulesFor([...deployed, ...runtimeKinds], viewing) },
  ];
}

/** A namespace of the platform's own controllers: the plan of their stack reads it, its Helm releases included. */
export function controllerGrants(stack: "cluster-services" | "app-services"): readonly Grant[] {
  return [{ id: `plan-${stack}`, group: groups.deployer(stack, "plan"), rules: rulesFor(workloads, reading) }];
}

/**
 * Who may forward a port of what in the monitoring, by the names of its pods: developers look at dashboards, which nobody
 * can change; auditors also at metrics; operators may silence alerts as well. No other pod of the namespace is in it.
 */
export function monitoringGrants(teams: readonly string[]): readonly Grant[] {
  const { grafana, prometheus, alertmanager } = monitoringPodNames;
  const metrics = [grafana, ...replicas.map(prometheus)];
  return [
    forwarding("monitoring-operator", groups.people("operator"), [...metrics, ...replicas.map(alertmanager)]),
    // Alertmanager takes silences from whoever reaches it.
    forwarding("monitoring-auditor", groups.people("auditor"), metrics),
    ...teams.map((team) => forwarding(`dashboards-${team}`, groups.developers(team), [grafana])),
  ];
}

/** As many as there may be. */
const replicas = [0, 1];

/** `kubectl port-forward` reads the pod before it asks for the way to it. */
function forwarding(id: string, group: string, resourceNames: string[]): Grant {
  const pod: Rule = { apiGroups: [""], resources: ["pods"], resourceNames, verbs: ["get"] };
  return { id, group, rules: [pod, { ...pod, resources: ["pods/portforward"], verbs: ["create"] }] };
}

/** The whole cluster. None of it reads Secrets, which EKS' own view of all resources would. */
export function clusterGrants(): readonly Grant[] {
  const everything = [
    ...Object.values(declaredAs),
    ...secretKinds,
    ...backupKinds,
    ...runtimeKinds,
    ...clusterRuntimeKinds,
  ];
  return [
    {
      id: "plan-kubernetes-cluster",
      group: groups.deployer("kubernetes-cluster", "plan"),
      rules: rulesFor(kindsOf(clusterTypes), reading),
    },
    { id: "auditor", group: groups.people("auditor"), rules: rulesFor(everything, viewing) },
    {
      id: "operator",
      group: groups.people("operator"),
      rules: [...rulesFor(everything, viewing), logs, ...movingPods],
    },
  ];
}

/**
 * Restart by deletion, and drain; a node of Karpenter's is replaced by the deletion of its claim, which drains it. Not the change of a Deployment: with it an operator could run anything under the AWS
 * role of a controller.
 */
const movingPods: readonly Rule[] = [
  { apiGroups: [""], resources: ["pods"], verbs: ["delete"] },
  { apiGroups: [""], resources: ["pods/eviction"], verbs: ["create"] },
  { apiGroups: [""], resources: ["nodes"], verbs: ["patch"] },
  { apiGroups: ["karpenter.sh"], resources: ["nodeclaims"], verbs: ["delete"] },
];
