import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { ClusterRole } from "@cdktf/provider-kubernetes/lib/cluster-role";
import { ConfigMapV1Data } from "@cdktf/provider-kubernetes/lib/config-map-v1-data";
import { CronJobV1 } from "@cdktf/provider-kubernetes/lib/cron-job-v1";
import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { MutatingWebhookConfiguration } from "@cdktf/provider-kubernetes/lib/mutating-webhook-configuration";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { ResourceQuotaV1 } from "@cdktf/provider-kubernetes/lib/resource-quota-v1";
import { StatefulSetV1 } from "@cdktf/provider-kubernetes/lib/stateful-set-v1";
import { CustomObjects } from "../../../../constructs/charts/custom-objects";
import { PlatformNamespace } from "../../../../constructs/cluster/platform-namespace";
import { anonymousAccess } from "../../../../constructs/guardrails/cluster/anonymous-access";
import { clusterAdmin } from "../../../../constructs/guardrails/cluster/cluster-admin";
import { clusterSecrets } from "../../../../constructs/guardrails/cluster/cluster-secrets";
import { escalatingRbac } from "../../../../constructs/guardrails/cluster/escalating-rbac";
import { namespaceLimits } from "../../../../constructs/guardrails/cluster/namespace-limits";
import { namespacePodSecurity } from "../../../../constructs/guardrails/cluster/namespace-pod-security";
import { openNetworkPolicy } from "../../../../constructs/guardrails/cluster/open-network-policy";
import { quotaExceeded } from "../../../../constructs/guardrails/cluster/quota-exceeded";
import { webhookScope } from "../../../../constructs/guardrails/cluster/webhook-scope";
import { wildcardRbac } from "../../../../constructs/guardrails/cluster/wildcard-rbac";
import type { Names } from "../../../../constructs/names";
import type { PlatformStack } from "../../../../constructs/stack/platform-stack";
import { findingsOn } from "../../../support/guarded-stack";

const metadata = { name: "x" };

describe("rights", () => {
  const rules = [clusterAdmin, anonymousAccess, wildcardRbac, escalatingRbac, clusterSecrets];

  it("a role may be wrong in three ways", () => {
    const role = (stack: PlatformStack) =>
      new ClusterRole(stack, "role", {
        metadata: { name: "ci" },
        rule: [
          { apiGroups: [""], resources: ["secrets"], verbs: ["get", "list"] },
          { apiGroups: [""], resources: ["secrets"], resourceNames: ["one"], verbs: ["get"] },
          { apiGroups: ["*"], resources: ["*"], verbs: ["get"] },
          { apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"], verbs: ["escalate", "get"] },
        ],
      });
    expect(findingsOn(rules, role)).toEqual([
      'kubernetes-cluster/role (rule[2].api_groups) is {"apiGroups":["*"],"resources":["*"]}: ci covers what is there today, and every kind and verb that comes later. Fix: name what is needed. [wildcard-rbac]',
      'kubernetes-cluster/role (rule[3].verbs) is ["escalate"]: with these verbs of ci its holder takes any right that somebody in the cluster has. Fix: leave the verbs out; the stack that declares the roles binds them. [escalating-rbac]',
      'kubernetes-cluster/role (rule[0].resources) is ["get","list"]: ci reads every Secret of every namespace. Fix: use a Role in the namespaces that need it, or name the Secrets in resourceNames. [cluster-secrets]',
    ]);
  });

  it("bindings among custom objects count", () => {
    const binding = (stack: PlatformStack) =>
      new CustomObjects(stack, "rights", {
        name: "rights",
        namespace: "cluster-services",
        objects: ["cluster-admin", "view"].map((name) => ({
          apiVersion: "rbac.authorization.k8s.io/v1",
          kind: "ClusterRoleBinding",
          metadata: { name },
          roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
          subjects: [{ kind: "Group", name: name === "view" ? "system:authenticated" : "dev" }],
        })),
        after: [],
      });
    expect(findingsOn(rules, binding)).toEqual([
      'kubernetes-cluster/rights (ClusterRoleBinding cluster-admin: roleRef) is ["Group dev"]: they may do everything in the cluster, and read every Secret. Fix: bind a role with the verbs and resources that they need. [cluster-admin]',
      'kubernetes-cluster/rights (ClusterRoleBinding view: subjects) is ["system:authenticated"]: view is given to whoever reaches the API, or to every pod. Fix: bind it to the group or the service account that needs it. [anonymous-access]',
    ]);
  });

  it("administrators of the old way are found in its ConfigMap", () => {
    const old = (stack: PlatformStack) =>
      new ConfigMapV1Data(stack, "aws-auth", {
        metadata: { name: "aws-auth", namespace: "kube-system" },
        data: { mapRoles: "- rolearn: arn:aws:iam::111122223333:role/dev\n  groups: [system:masters]\n" },
      });
    expect(findingsOn(rules, old)).toEqual([
      'kubernetes-cluster/aws-auth (data) is "system:masters": the ConfigMap makes administrators of roles that no access entry names. Fix: leave it out, and declare an access entry for each role. [cluster-admin]',
    ]);
  });

  it.each<[string, (names: Names) => string, number]>([
    ["of a stack that installs controllers", (names) => names.deployerRole("cluster-services", "apply"), 0],
    ["for when nothing else helps", (names) => names.personRole("break-glass"), 0],
    ["of the apps' stack", (names) => names.deployerRole("apps", "apply"), 1],
    ["that only looks", (names) => names.deployerRole("cluster-services", "plan"), 1],
    ["of an operator", (names) => names.personRole("operator"), 1],
  ])("the access policy of administrators for the role %s", (_, role, count) => {
    const policy = (stack: PlatformStack) =>
      new EksAccessPolicyAssociation(stack, "policy", {
        clusterName: "c",
        principalArn: `arn:aws:iam::111122223333:role/${role(stack.names)}`,
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        accessScope: { type: "cluster" },
      });
    expect(findingsOn([clusterAdmin], policy)).toHaveLength(count);
  });
});

describe("namespaces", () => {
  it("one with a name alone lacks four things", () => {
    const bare = (stack: PlatformStack) => new NamespaceV1(stack, "space", { metadata: { name: "sandbox" } });
    const fix =
      "Fix: declare it as a TeamNamespace or a PlatformNamespace, which brings quota, limit range and default-deny along. [namespace-limits]";
    expect(findingsOn([namespaceLimits, namespacePodSecurity], bare)).toEqual([
      `kubernetes-cluster/space is "sandbox": the namespace has no resource quota: one app takes what all nodes have. ${fix}`,
      `kubernetes-cluster/space is "sandbox": the namespace has no limit range: containers that state nothing take what they like, or are refused by the quota. ${fix}`,
      `kubernetes-cluster/space is "sandbox": the namespace has no policy that denies connections by default: its pods reach every other pod, and are reached by all. ${fix}`,
      'kubernetes-cluster/space (metadata.labels) is "privileged": the API takes pods that run as root, or reach their node. Fix: set the label pod-security.kubernetes.io/enforce to restricted. [namespace-pod-security]',
    ]);
  });

  it("one of the platform's construct lacks nothing", () => {
    const space = (stack: PlatformStack) =>
      new PlatformNamespace(stack, "space", {
        name: "sandbox",
        podSecurity: "restricted",
        podSecurityVersion: "1.35",
        quota: { cpu: "1", memory: "1Gi", pods: 1, storage: "1Gi" },
        dependsOn: [],
      });
    expect(findingsOn([namespaceLimits, namespacePodSecurity], space)).toEqual([]);
  });

  it("pods of a namespace that nobody declares are found", () => {
    const lost = (stack: PlatformStack) => workload(stack, "lost", undefined);
    expect(findingsOn([namespaceLimits], lost)).toEqual([
      'kubernetes-cluster/lost (metadata.namespace) is "default": no stack declares this namespace: it has no quota, no limit range and an open network. Fix: put the pods into the namespace of a team. [namespace-limits]',
    ]);
  });
});

const container = (cpu: string, memory: string) => ({
  name: "c",
  resources: { requests: { cpu, memory }, limits: { memory } },
});

function workload(stack: PlatformStack, name: string, namespace: string | undefined, replicas = "3") {
  return new DeploymentV1(stack, name, {
    metadata: { name, namespace },
    spec: {
      replicas,
      template: {
        metadata: {},
        spec: { container: [container("500m", "1Gi")], initContainer: [container("2", "128Mi")] },
      },
    },
  });
}

it("a quota is held against the sum of what the namespace's workloads ask for", () => {
  const full = (stack: PlatformStack) => {
    workload(stack, "web", "shop");
    new CronJobV1(stack, "report", {
      metadata: { name: "report", namespace: "shop" },
      spec: {
        schedule: "0 * * * *",
        jobTemplate: {
          metadata: {},
          spec: { template: { metadata: {}, spec: { container: [container("1", "512Mi")] } } },
        },
      },
    });
    new StatefulSetV1(stack, "store", {
      metadata: { name: "store", namespace: "shop" },
      spec: {
        serviceName: "store",
        replicas: "2",
        selector: {},
        template: { metadata: {}, spec: { container: [container("250m", "1Gi")] } },
        volumeClaimTemplate: [
          { metadata: {}, spec: { accessModes: [], resources: { requests: { storage: "10Gi" } } } },
        ],
      },
    });
    const hard = { cpu: "8", "limits.memory": "6Gi", "requests.storage": "15Gi", pods: "6", "count/jobs.batch": "0" };
    new ResourceQuotaV1(stack, "quota", { metadata: { name: "quota", namespace: "shop" }, spec: { hard } });
    workload(stack, "other", "elsewhere", "100");
  };
  const found = "what is declared in shop asks for";
  const fix = "or lower requests or the maximum of replicas. [quota-exceeded]";
  expect(findingsOn([quotaExceeded], full)).toEqual([
    `kubernetes-cluster/quota (spec.hard["cpu"]) is "8": ${found} 8500m at its most (web 3 x 2, report 2 x 1, store 2 x 250m), and the API refuses what goes beyond. Fix: raise it to 8500m or more, ${fix}`,
    `kubernetes-cluster/quota (spec.hard["requests.storage"]) is "15Gi": ${found} 20Gi at its most (store 2 x 10Gi), and the API refuses what goes beyond. Fix: raise it to 20Gi or more, ${fix}`,
    `kubernetes-cluster/quota (spec.hard["pods"]) is "6": ${found} 7 at its most (web 3 x 1, store 2 x 1, report 2 x 1), and the API refuses what goes beyond. Fix: raise it to 7 or more, ${fix}`,
  ]);
});

it("finds policies that name nobody, and leaves those that do", () => {
  const policies = (stack: PlatformStack) => {
    new NetworkPolicyV1(stack, "open", {
      metadata,
      spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{}] },
    });
    new NetworkPolicyV1(stack, "named", {
      metadata,
      spec: {
        podSelector: {},
        policyTypes: ["Ingress", "Egress"],
        ingress: [{ from: [{ podSelector: {} }] }],
        egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.0.0/16"] } }], ports: [{ port: "443" }] }],
      },
    });
  };
  expect(findingsOn([openNetworkPolicy], policies)).toEqual([
    'kubernetes-cluster/open (spec.ingress[0]) is "everybody": everybody may connect to these pods. Fix: name the pods, namespaces or address blocks in from, and the ports. [open-network-policy]',
  ]);
});

it.each<[string, object, number]>([
  ["sees all pods", {}, 1],
  ["leaves kube-system out", { namespaceSelector: notSystem("kube-system") }, 0],
  ["leaves others out", { namespaceSelector: notSystem("app-services") }, 1],
  ["lets pass while it is away", { failurePolicy: "Ignore" }, 0],
  ["has to be asked for", { objectSelector: { matchLabels: { inject: "true" } } }, 0],
  [
    "sees kinds of its own",
    { rule: [{ apiGroups: ["example.com"], apiVersions: ["v1"], resources: ["*"], operations: ["*"] }] },
    0,
  ],
])("a webhook that %s", (_, settings, count) => {
  const rule = [{ apiGroups: [""], apiVersions: ["v1"], resources: ["pods"], operations: ["CREATE"] }];
  const webhook = (stack: PlatformStack) =>
    new MutatingWebhookConfiguration(stack, "hooks", {
      metadata,
      webhook: [{ name: "inject.example.com", clientConfig: {}, rule, ...settings }],
    });
  const problem =
    "while nobody answers inject.example.com, nothing can be made or changed in kube-system: no network plugin, no DNS, and so no pod that could answer";
  const found = findingsOn([webhookScope], webhook);
  expect(found).toHaveLength(count);
  expect(found.filter((one) => !one.includes(problem))).toEqual([]);
});

function notSystem(...values: readonly string[]) {
  return { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values }] };
}
