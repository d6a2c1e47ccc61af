import type { RecordedPods } from "../../../../constructs/charts/chart-record";
import { systemNodeLabel } from "../../../../constructs/charts/system-nodes";
import { demo } from "../../../support/demo";
import { records } from "../../../support/recorded";
import { isPinned, missingResources, restrictedViolations } from "../../../support/recorded-pods";

const all = records().flatMap(({ chart, pods }) =>
  pods.map((one) => [`${chart} ${one.kind} ${one.name}`, one] as const),
);
/** Namespaces for agents of the node, by the level that the cluster gives them. */
const privileged = Object.values(demo()["kubernetes-cluster"].all("kubernetes_namespace_v1"))
  .filter(({ metadata }) => metadata.labels["pod-security.kubernetes.io/enforce"] === "privileged")
  .map(({ metadata }) => metadata.name as string);
const stays = ({ hook }: RecordedPods) => hook === undefined;
const onEachNode = ({ kind }: RecordedPods) => kind === "DaemonSet";
const restricted = all.filter(([, { namespace = "" }]) => !privileged.includes(namespace));
const controllers = all.filter(([, pods]) => stays(pods) && !onEachNode(pods));

it("knows pods of every kind of namespace", () => {
  expect(all.length).toBeGreaterThanOrEqual(8);
  expect(privileged.length).toBeGreaterThan(0);
  expect(restricted.length).toBeGreaterThan(0);
  expect(all.length).toBeGreaterThan(restricted.length);
});

it.each(records().map(({ chart, images }) => [chart, images] as const))(
  "%s runs no image of a moving tag",
  (_, images) => {
    expect(images.filter((image) => !isPinned(image))).toEqual([]);
  },
);

it.each(all)("%s states requests and limits for each container", (_, { containers }) => {
  expect(containers.flatMap(missingResources)).toEqual([]);
});

it.each(restricted)("%s passes pod security restricted", (_, pods) => {
  expect(restrictedViolations(pods)).toEqual([]);
});

it.each(all.filter(([, pods]) => stays(pods)))("%s has a priority", (_, { priorityClassName }) => {
  expect(priorityClassName).toMatch(/^[a-z-]+$/);
});

it.each(controllers)("%s runs on the system nodes", (_, { nodeSelector }) => {
  expect(nodeSelector).toMatchObject(systemNodeLabel);
});

/**
 * Workloads of one replica, and with nothing to spread: their programs work alone, as the chart's own file here says. A
 * second one would wait for the first, or write against it.
 */
const single = [
  "external-dns Deployment external-dns",
  "external-dns Deployment external-dns-private",
  "kube-prometheus-stack Deployment kube-prometheus-stack-kube-state-metrics",
  "kube-prometheus-stack Deployment kube-prometheus-stack-operator",
  "kube-prometheus-stack StatefulSet kube-prometheus-stack-grafana",
  "velero Deployment velero",
];
const services = controllers.filter(([, { kind }]) => kind !== "Job");

it.each(services.filter(([name]) => !single.includes(name)))(
  "%s survives the loss of a node and of a zone",
  (_, { replicas, budget, spreadOver }) => {
    expect(replicas).toBeGreaterThanOrEqual(2);
    expect(budget).toBeDefined();
    expect(spreadOver).toEqual(["kubernetes.io/hostname", "topology.kubernetes.io/zone"]);
  },
);

it("takes nothing for single that has more replicas", () => {
  const several = services.filter(([name, { replicas }]) => single.includes(name) && replicas !== 1);
  expect(several.map(([name]) => name)).toEqual([]);
});

describe("would find", () => {
  const [, pods] = all.find(([name]) => name === "metrics-server Deployment metrics-server") ?? [];
  const [container] = pods?.containers ?? [];
  if (!pods || !container) throw new Error("metrics-server has no pods");

  it.each([
    ["a folder of the node", { hostPaths: ["/var/run"] }, ["hostPath /var/run"]],
    ["the node's network", { host: ["hostNetwork"] }, ["hostNetwork"]],
    ["a volume that reaches out", { volumes: ["nfs"] }, ["volume nfs"]],
    [
      "a container that may become root",
      { containers: [{ ...container, securityContext: {} }], securityContext: {} },
      ["allowPrivilegeEscalation", "runAsNonRoot", "seccompProfile", "capabilities.drop"].map(
        (rule) => `${container.name}: ${rule}`,
      ),
    ],
  ])("%s", (_, changes, found) => {
    expect(restrictedViolations({ ...pods, ...changes })).toEqual(found);
  });

  it("a container that states no memory limit", () => {
    const { requests = {} } = container.resources ?? {};
    const changed = { ...container, resources: { requests, limits: { cpu: "1" } } };
    expect(missingResources(changed)).toEqual([`${container.name}: limits.memory`]);
  });

  it.each([
    ["quay.io/jetstack/cert-manager-webhook:v1.21.1", true],
    ["localhost:5000/webhook", false],
    ["busybox:latest", false],
    ["busybox", false],
    ["busybox:stable", false],
    [`busybox@sha256:${"0a".repeat(32)}`, true],
  ])("whether %s is pinned", (image, pinned) => expect(isPinned(image)).toBe(pinned));
});
