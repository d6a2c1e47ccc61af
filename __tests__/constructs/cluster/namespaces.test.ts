import { PlatformNamespace, type PlatformNamespaceProps } from "../../../constructs/cluster/platform-namespace";
import { TeamNamespace } from "../../../constructs/cluster/team-namespace";
import { Graph } from "../../support/graph";
import { synthesize } from "../../support/synthesize";

const quota = { cpu: "16", memory: "32Gi", pods: 100, storage: "200Gi" };
const rule = { apiGroups: [""], resources: ["configmaps"], verbs: ["get"] };

const build = (changes: Partial<PlatformNamespaceProps> = {}) =>
  synthesize((stack) => {
    const props = { name: "tools", podSecurity: "baseline", podSecurityVersion: "1.35", dependsOn: [] } as const;
    new PlatformNamespace(stack, "tools", { ...props, ...changes });
  });
const team = synthesize((stack) => {
  new TeamNamespace(stack, "red", { team: "red", name: "red-apps", quota, podSecurityVersion: "1.36", dependsOn: [] });
});
const labelsOf = (stack: typeof team) => stack.only("kubernetes_namespace_v1").metadata.labels;
const policies = (stack: typeof team) => Object.values(stack.all("kubernetes_network_policy_v1"));

describe("any namespace", () => {
  it("enforces its level and reports everything above restricted, by the rules of one version", () => {
    expect(labelsOf(build())).toMatchObject({
      "pod-security.kubernetes.io/enforce": "baseline",
      "pod-security.kubernetes.io/audit": "restricted",
      "pod-security.kubernetes.io/warn": "restricted",
      "pod-security.kubernetes.io/enforce-version": "v1.35",
      "pod-security.kubernetes.io/audit-version": "v1.35",
      "pod-security.kubernetes.io/warn-version": "v1.35",
    });
  });

  it("cannot be talked out of its level by other labels", () => {
    const labels = { "pod-security.kubernetes.io/enforce": "privileged", a: "b" };
    expect(labelsOf(build({ labels }))).toMatchObject({ a: "b", "pod-security.kubernetes.io/enforce": "baseline" });
  });

  it("denies all connections in and out of all pods", () => {
    expect(policies(build()).find(({ metadata }) => metadata.name === "default-deny").spec).toEqual({
      pod_selector: {},
      policy_types: ["Ingress", "Egress"],
    });
  });

  it("opens nothing to all pods, not even names", () => {
    expect(policies(build())).toHaveLength(1);
  });

  it("gives containers requests and a memory limit that state none", () => {
    expect(build().only("kubernetes_limit_range_v1").spec.limit).toEqual([
      { type: "Container", default_request: { cpu: "100m", memory: "128Mi" }, default: { memory: "256Mi" } },
    ]);
  });

  it("gives pods that name no service account no token", () => {
    expect(build().only("kubernetes_default_service_account_v1")).toMatchObject({
      metadata: { namespace: expect.stringContaining("kubernetes_namespace_v1.tools_namespace") },
      automount_service_account_token: false,
    });
  });

  it("has no quota and nobody's rights unless they are asked for", () => {
    expect(build().all("kubernetes_resource_quota_v1")).toEqual({});
    expect(build().all("kubernetes_role_v1")).toEqual({});
  });

  it("binds a role of its own to one group", () => {
    const stack = build({ grants: [{ id: "plan", group: "strata:plan:tools", rules: [rule] }] });
    const namespace = "${kubernetes_namespace_v1.tools_namespace.metadata[0].name}";
    expect(stack.only("kubernetes_role_v1")).toMatchObject({
      metadata: { name: "strata:plan", namespace },
      rule: [{ api_groups: [""], resources: ["configmaps"], verbs: ["get"] }],
    });
    expect(stack.only("kubernetes_role_binding_v1")).toMatchObject({
      metadata: { name: "strata:plan", namespace },
      role_ref: { kind: "Role", name: "${kubernetes_role_v1.tools_plan_role.metadata[0].name}" },
      subject: [{ kind: "Group", name: "strata:plan:tools", api_group: "rbac.authorization.k8s.io" }],
    });
  });
});

describe("a team's namespace", () => {
  it("is restricted, the team's, and lets load balancers say when a pod is ready", () => {
    expect(team.only("kubernetes_namespace_v1").metadata.name).toBe("red-apps");
    expect(labelsOf(team)).toMatchObject({
      "pod-security.kubernetes.io/enforce": "restricted",
      "pod-security.kubernetes.io/enforce-version": "v1.36",
      "strata/team": "red",
      "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled",
    });
  });

  it("holds the team to its quota, without load balancers and node ports of its own", () => {
    expect(team.named("kubernetes_resource_quota_v1", "red_space_limits_quota").spec.hard).toEqual({
      "requests.cpu": "16",
      "requests.memory": "32Gi",
      "requests.storage": "200Gi",
      pods: "100",
      "services.loadbalancers": "0",
      "services.nodeports": "0",
    });
  });

  it("has no place for pods that would displace the platform's", () => {
    expect(team.named("kubernetes_resource_quota_v1", "red_space_limits_priorities").spec).toEqual({
      hard: { pods: "0" },
      scope_selector: {
        match_expression: [
          {
            scope_name: "PriorityClass",
            operator: "In",
            values: ["system-node-critical", "system-cluster-critical", "platform-critical"],
          },
        ],
      },
    });
  });

  it("has defaults before quotas", () => {
    const graph = new Graph(team);
    const quotas = graph.all("kubernetes_resource_quota_v1");
    expect(quotas).toHaveLength(2);
    for (const one of quotas)
      expect(graph.before(one)).toContain("kubernetes_limit_range_v1.red_space_limits_defaults");
  });

  it("is open to apps, its plan and the team's own developers and pipelines", () => {
    const groups = Object.values(team.all("kubernetes_role_binding_v1")).map(({ subject }) => subject[0].name);
    expect(groups.sort()).toEqual([
      "strata:apply:apps",
      "strata:developers:red",
      "strata:pipelines:red",
      "strata:plan:apps",
    ]);
  });
});

it("comes after what it is told to, with everything in it", () => {
  const stack = synthesize((scope) => {
    const first = new PlatformNamespace(scope, "a", {
      name: "a",
      podSecurity: "restricted",
      podSecurityVersion: "1.35",
      dependsOn: [],
    });
    const namespace = first.node.findChild("namespace") as unknown as { readonly fqn: string };
    new TeamNamespace(scope, "b", { team: "b", name: "b", quota, podSecurityVersion: "1.35", dependsOn: [namespace] });
  });
  const graph = new Graph(stack);
  const inside = graph.all("kubernetes_").filter((address) => address.includes(".b_"));
  expect(inside.length).toBeGreaterThan(10);
  for (const one of inside) expect(graph.before(one)).toContain("kubernetes_namespace_v1.a_namespace");
});
