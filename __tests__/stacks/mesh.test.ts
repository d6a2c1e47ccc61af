import { stackIds } from "../../constructs/stack/stack-id";
import { demo, outputOf } from "../support/demo";
import { inMesh } from "../support/mesh";
import { releaseValues } from "../support/release-values";
import type { Body } from "../support/synthesize";

const meshed = () => outputOf(inMesh);
const stack = () => meshed()["cluster-services"];
const isMesh = (name: string) => /istio|ztunnel|mesh/.test(name);
const labelsOf = (platform: ReturnType<typeof demo>) =>
  Object.values(platform["kubernetes-cluster"].all("kubernetes_namespace_v1")).map(({ metadata }): [string, string] => [
    metadata.name,
    metadata.labels["istio.io/dataplane-mode"],
  ]);

it("is off unless an environment turns it on", () => {
  const names = stackIds.flatMap((id) => Object.values(demo()[id].json.resource ?? {}).flatMap(Object.keys));
  expect(names.length).toBeGreaterThan(200);
  expect(names.filter(isMesh)).toEqual([]);
  expect(labelsOf(demo()).filter(([, mode]) => mode !== undefined)).toEqual([]);
});

it("holds the teams' namespaces, and none of the platform's", () => {
  expect(labelsOf(meshed()).filter(([, mode]) => mode === "ambient")).toEqual([
    ["fulfilment", "ambient"],
    ["storefront", "ambient"],
  ]);
});

it("comes part by part, each after what it asks, and its rules last", () => {
  const after = (name: string): readonly string[] =>
    stack()
      .named("helm_release", name)
      .depends_on.filter((one: string) => one.startsWith("helm_release."));
  expect(after("istiod_release")).toEqual(["helm_release.istio-base_release"]);
  expect(after("istio-cni_release")).toEqual(["helm_release.istiod_release"]);
  expect(after("ztunnel_release")).toEqual(["helm_release.istio-cni_release"]);
  expect(after("mesh-policies")).toEqual(["helm_release.ztunnel_release"]);
});

it("puts what reaches for the node into the one namespace that lets pods do so", () => {
  const releases = Object.values(stack().all("helm_release")).filter(({ name }) => isMesh(name));
  const agents = releases.filter(({ namespace }) => namespace === "node-agents").map(({ name }) => name);
  expect(agents.sort()).toEqual(["istio-cni", "ztunnel"]);
});

it("takes no plain connection but on the ports of apps that a load balancer sends to, or Prometheus asks", () => {
  const objects: readonly Body[] = releaseValues(stack(), "mesh-policies").objects;
  const open = objects.filter(({ spec }) => spec.portLevelMtls);
  expect(open.map(({ metadata, spec }) => [metadata.namespace, spec.selector.matchLabels, spec.portLevelMtls])).toEqual(
    inMesh.apps
      .map((app) => {
        const served = app.kind === "web-service" && app.subdomain !== undefined ? [app.port] : [];
        const asked = "metrics" in app && app.metrics ? [app.metrics.port] : [];
        return { ...app, ports: [...served, ...asked] };
      })
      .filter(({ ports }) => ports.length > 0)
      .map(({ team, name, ports }) => [
        team,
        { "app.kubernetes.io/name": name },
        Object.fromEntries(ports.map((port) => [port, { mode: "PERMISSIVE" }])),
      ]),
  );
  expect(objects.every(({ spec }) => spec.mtls.mode === "STRICT")).toBe(true);
});

it("has the labels that its rules look for on the pods that they are about", () => {
  const objects: readonly Body[] = releaseValues(stack(), "mesh-policies").objects;
  const labels = Object.values(meshed().apps.all("kubernetes_deployment_v1")).map(
    ({ spec }) => spec.template.metadata.labels["app.kubernetes.io/name"],
  );
  const sought = objects.flatMap(({ spec }) => Object.values<string>(spec.selector?.matchLabels ?? {}));
  expect(sought.length).toBeGreaterThan(0);
  expect(sought.filter((label) => !labels.includes(label))).toEqual([]);
});
