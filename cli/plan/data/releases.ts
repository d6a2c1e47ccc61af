import type { catalogue } from "../../../constructs/charts/catalogue";
import type { Holding } from "./stateful-types";

/** Name of a chart, as Helm knows it. */
type Chart = (typeof catalogue)[keyof typeof catalogue]["chart"];

const definitions = (kinds: string, lost: string): Holding => ({
  holds: `its definitions, and with them every ${kinds} in the cluster, whoever made it: ${lost}`,
  first: "export these objects (kubectl get -A -o yaml), and have what depends on them moved away",
});

/**
 * What goes with the release of a chart; a text says why nothing does. Definitions among a chart's templates go with the
 * release, and every object of their kinds with them; those in its folder `crds/` and those annotated
 * `helm.sh/resource-policy: keep` stay. https://helm.sh/docs/chart_best_practices/custom_resource_definitions/
 * Looked up in the charts, in the versions of the catalogue.
 */
export const releases: Readonly<Record<Chart, Holding | string>> = {
  "karpenter-crd": definitions("NodePool, EC2NodeClass and NodeClaim", "every node that Karpenter started goes"),
  "external-secrets": definitions(
    "ExternalSecret and SecretStore",
    "the Secrets that they own go, and pods lose theirs",
  ),
  kyverno: definitions("policy and report", "nothing is checked at admission any more"),
  "cert-manager": "its definitions are annotated to stay, and so do certificates and their Secrets",
  base: "its definitions are annotated to stay",
  "aws-load-balancer-controller": "its definitions lie in crds/, which Helm leaves",
  "external-dns": "it brings no definition; records stay",
  "kube-prometheus-stack": "its definitions are prometheus-operator-crds', and the claims of Prometheus stay",
  "prometheus-operator-crds": "its definitions are annotated to stay",
  velero: "its definitions lie in crds/, which Helm leaves; backups lie in their bucket",
  "prometheus-adapter": "it keeps nothing; measurements are those of Prometheus",
  "metrics-server": "it keeps measurements of the last minute",
  "fluent-bit": "it keeps where it is in files on the nodes",
  karpenter: "its definitions are karpenter-crd's; nodes run on",
  istiod: "it keeps nothing",
  cni: "it keeps nothing",
  ztunnel: "it keeps nothing",
};

/** Kinds among custom objects that take something along when they are deleted. */
const takingKinds = new Map([
  ["NodePool", "every node that Karpenter started for it, and what its pods have on their own disks"],
  ["EC2NodeClass", "every node that Karpenter started with it, and what its pods have on their own disks"],
]);

interface ReleaseArguments {
  readonly chart?: unknown;
  readonly values?: unknown;
}

/** What goes with a Helm release; undefined where nothing does. `before`: its arguments as they are deployed. */
export function releaseHolding({ chart, values }: ReleaseArguments): Holding | undefined {
  const name = String(chart ?? "");
  // The repository's own chart, which renders the objects that it is given.
  if (name.includes("custom-objects")) return customObjects(values);
  const known = releases[name as Chart] as Holding | string | undefined;
  if (known === undefined) return unknownChart(name);
  return typeof known === "string" ? undefined : known;
}

function unknownChart(name: string): Holding {
  return {
    holds: `what the chart ${name || "of that release"} keeps, which nobody has looked up`,
    first: "look which definitions and claims go with it, and add the chart to cli/plan/data/releases.ts",
  };
}

function customObjects(values: unknown): Holding | undefined {
  const text = JSON.stringify(values ?? "");
  const [taken] = [...takingKinds].filter(([kind]) => new RegExp(`kind\\W{1,10}${kind}\\b`).test(text));
  if (taken === undefined) return undefined;
  return { holds: taken[1], first: "move what runs there away: cordon the nodes, and drain them one by one" };
}
