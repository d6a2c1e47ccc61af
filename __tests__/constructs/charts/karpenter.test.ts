import { karpenter } from "../../../constructs/charts/karpenter";
import { at, charts } from "./all-charts";

const chart = charts.karpenter;
const kinds = charts["karpenter-crd"];
const options = {
  clusterName: "strata-demo",
  clusterEndpoint: "https://api",
  region: "eu-central-1",
  interruptionQueue: "queue",
  podSubnets: false,
  internet: true,
  spotToSpotConsolidation: false,
};
const settings = (changes: Partial<typeof options>) => at(karpenter({ ...options, ...changes }), "settings");

it("gets cluster, endpoint, queue and region by value, since the metadata service is out of a pod's reach", () => {
  expect(at(chart, "settings")).toMatchObject({
    clusterName: "strata-demo",
    clusterEndpoint: "https://1234.gr7.eu-central-1.eks.amazonaws.com",
    interruptionQueue: "strata-demo-interruptions",
    eksControlPlane: true,
  });
  expect(at(chart, "controller.env")).toEqual([{ name: "AWS_REGION", value: "eu-central-1" }]);
});

it("asks neither IAM nor price lists where it could not reach them: a node class would wait for the answer for ever", () => {
  expect(settings({ internet: false })).toMatchObject({ isolatedVPC: true });
  expect(settings({ internet: true })).toMatchObject({ isolatedVPC: false });
});

it("counts no pods on an interface that pods can't use", () => {
  expect(settings({ podSubnets: true })).toMatchObject({ reservedENIs: "1" });
  expect(settings({ podSubnets: false })).toMatchObject({ reservedENIs: "0" });
});

it("replaces spot instances by cheaper ones where that is asked for, and uses no capacity reservations at all", () => {
  const gates = (spotToSpotConsolidation: boolean) => ({
    featureGates: { reservedCapacity: false, spotToSpotConsolidation },
  });
  expect(settings({ spotToSpotConsolidation: true })).toMatchObject(gates(true));
  expect(settings({})).toMatchObject(gates(false));
});

it("starts a node for a pod that fewer types can carry than a spot pool would like to choose from", () => {
  expect(at(chart, "settings")).toMatchObject({ minValuesPolicy: "BestEffort" });
});

it("leaves the definitions of its kinds to a release that upgrades them, in the same version", () => {
  expect(chart.skipCrds).toBe(true);
  expect(kinds.version).toBe(chart.version);
  expect(kinds.namespace).toBe(chart.namespace);
});

it("keeps the definitions whatever becomes of that release, since all nodes would go with them", () => {
  expect(kinds.values).toEqual({ additionalAnnotations: { "helm.sh/resource-policy": "keep" } });
});

it("passes pod security restricted with what the chart fixes for its container", () => {
  expect(at(chart, "podSecurityContext")).toMatchObject({ runAsNonRoot: true });
  expect(at(chart, "controller.securityContext")).toEqual({ seccompProfile: { type: "RuntimeDefault" } });
  for (const setting of ["hostNetwork", "extraVolumes", "initContainers"]) expect(at(chart, setting)).toBeUndefined();
});
