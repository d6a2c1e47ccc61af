import { Deployment } from "@cdktf/provider-kubernetes/lib/deployment";
import { Pod } from "@cdktf/provider-kubernetes/lib/pod";
import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1";
import { StatefulSetV1 } from "@cdktf/provider-kubernetes/lib/stateful-set-v1";
import { CustomObjects } from "../../../../constructs/charts/custom-objects";
import { hostAccess } from "../../../../constructs/guardrails/pods/host-access";
import { podBudget } from "../../../../constructs/guardrails/pods/pod-budget";
import { podProbes } from "../../../../constructs/guardrails/pods/pod-probes";
import { podResources } from "../../../../constructs/guardrails/pods/pod-resources";
import { podSecurityContext } from "../../../../constructs/guardrails/pods/pod-security-context";
import { podSpread } from "../../../../constructs/guardrails/pods/pod-spread";
import { podVolumes } from "../../../../constructs/guardrails/pods/pod-volumes";
import { serviceAccountToken } from "../../../../constructs/guardrails/pods/service-account-token";
import { singleReplica } from "../../../../constructs/guardrails/pods/single-replica";
import type { PlatformStack } from "../../../../constructs/stack/platform-stack";
import { findingsOn } from "../../../support/guarded-stack";

const rules = [
  podResources,
  podProbes,
  podSecurityContext,
  hostAccess,
  podVolumes,
  podSpread,
  podBudget,
  singleReplica,
  serviceAccountToken,
];

const labels = { app: "shop" };
const metadata = { name: "shop", namespace: "storefront" };

/** As somebody copies it from a tutorial: nothing but an image and a port. */
const tutorial = (stack: PlatformStack) =>
  new Deployment(stack, "shop", {
    metadata,
    spec: {
      replicas: "2",
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { container: [{ name: "shop", image: "nginx:1.25", port: [{ containerPort: 80 }] }] },
      },
    },
  });

it("a Deployment out of a tutorial breaks each rule once", () => {
  expect(findingsOn(rules, tutorial)).toEqual([
    'kubernetes-cluster/shop (spec.template.spec.container[0].resources): the container shop does not say requests.cpu, requests.memory, limits.memory: the scheduler puts it on nodes that are full, and nothing keeps it from taking their memory. Fix: state what it takes, such as requests { cpu = "100m", memory = "128Mi" } and limits { memory = "128Mi" }. [pod-resources]',
    'kubernetes-cluster/shop (spec.template.spec.container[0]) is "shop": the container serves requests and has no readiness probe: they come before it can answer, and each rollout drops some. Fix: give it a readiness probe that asks for the path which answers 200 once it is ready. [pod-probes]',
    'kubernetes-cluster/shop (spec.template.spec.container[0]) is "shop": the container serves requests and has no liveness probe: when it hangs, it stays so. Fix: give it a liveness probe that asks for a connection to its port, or for what depends on nothing else. [pod-probes]',
    'kubernetes-cluster/shop (spec.template.spec.container[0].security_context): the container shop has too many rights, and pod security restricted refuses it. Fix: set runAsNonRoot: true, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities.drop: ["ALL"], seccompProfile.type: RuntimeDefault. [pod-security-context]',
    "kubernetes-cluster/shop (spec.template.spec.topology_spread_constraint): nothing spreads up to 2 pods over zones: they may all go with one. Fix: add a constraint for topology.kubernetes.io/zone whose selector chooses the pods' own labels. [pod-spread]",
    'kubernetes-cluster/shop is "shop": no disruption budget counts its 2 pods: a drain of nodes may take all of them at once. Fix: declare a budget with maxUnavailable "25%" in its namespace, whose selector chooses the pods\' labels. [pod-budget]',
    'kubernetes-cluster/shop (spec.template.spec.service_account_name) is "default": the pods run as the account that all pods of the namespace share: what is given to one is given to all. Fix: declare a service account for them, and name it in serviceAccountName. [service-account-token]',
  ]);
});

it("says it of a single pod that others call", () => {
  const one = (stack: PlatformStack) => {
    tutorial(stack).addOverride("spec.replicas", "1");
    new ServiceV1(stack, "service", { metadata, spec: { selector: labels, port: [{ port: 80 }] } });
  };
  expect(findingsOn([singleReplica, podBudget, podSpread], one)).toEqual([
    "kubernetes-cluster/shop (spec.replicas) is 1: requests go to a single pod: nobody answers while its node is drained or lost. Fix: run two or more, or let its autoscaler keep two. [single-replica]",
  ]);
});

it("finds what reaches the node, in blocks written as lists and by any type", () => {
  const debug = (stack: PlatformStack) =>
    new Pod(stack, "debug", {
      metadata,
      spec: {
        hostPid: true,
        container: [{ name: "shell", image: "busybox", securityContext: { privileged: true } }],
        volume: [
          { name: "node", hostPath: { path: "/" } },
          { name: "share", nfs: { server: "10.0.0.4", path: "/" } },
        ],
      },
    });
  expect(findingsOn([hostAccess, podVolumes], debug)).toEqual([
    "kubernetes-cluster/debug (spec.host_pid) is true: the pod sees the processes of its node, with their environment. Fix: leave hostPID out. [host-access]",
    'kubernetes-cluster/debug (spec.volume[0].host_path) is "/": the pod mounts a folder of its node. Fix: use an emptyDir, a claim or a ConfigMap in its place. [host-access]',
    "kubernetes-cluster/debug (spec.container[0].security_context.privileged) is true: the container shell may do on the node whatever root may. Fix: leave privileged out. [host-access]",
    'kubernetes-cluster/debug (spec.volume[1]) is "nfs": the volume leads past storage classes and their encryption, and pod security restricted refuses the pod. Fix: claim storage of a class of the platform, such as gp3 or efs. [pod-volumes]',
  ]);
});

const security = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};
const resources = { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "64Mi" } };

it("a pod among custom objects is held to the same, and a sound one passes", () => {
  const agents = (hostNetwork: boolean) => (stack: PlatformStack) =>
    new CustomObjects(stack, "agents", {
      name: "agents",
      namespace: "storefront",
      objects: [
        {
          apiVersion: "apps/v1",
          kind: "DaemonSet",
          metadata: { name: "agent" },
          spec: {
            template: {
              metadata: { labels },
              spec: {
                ...(hostNetwork && { hostNetwork }),
                serviceAccountName: "agent",
                automountServiceAccountToken: false,
                containers: [{ name: "agent", image: "a:1", resources, securityContext: security }],
              },
            },
          },
        },
      ],
      after: [],
    });
  expect(findingsOn(rules, agents(false))).toEqual([]);
  expect(findingsOn(rules, agents(true))).toEqual([
    "kubernetes-cluster/agents (DaemonSet agent: spec.template.spec.hostNetwork) is true: the pod is on the network of its node: no network policy holds for it, and it reads the node's credentials. Fix: leave hostNetwork out. [host-access]",
  ]);
});

it("a token that the provider mounts by default is one for nothing", () => {
  const set = (stack: PlatformStack) =>
    new StatefulSetV1(stack, "store", {
      metadata,
      spec: {
        serviceName: "store",
        replicas: "1",
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { serviceAccountName: "store", container: [{ name: "store", resources, securityContext: security }] },
        },
      },
    });
  expect(findingsOn(rules, set)).toEqual([
    "kubernetes-cluster/store (spec.template.spec.automount_service_account_token): the pods get a token for the Kubernetes API, and no role is bound to store. Fix: set automountServiceAccountToken to false, or bind the role that they need to the account. [service-account-token]",
  ]);
});
