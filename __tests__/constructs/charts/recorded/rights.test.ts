import type { ChartRecord } from "../../../../constructs/charts/chart-record";
import { systemNamespaces } from "../../../../constructs/charts/namespaces";
import { stackIds } from "../../../../constructs/stack/stack-id";
import { ClusterRights, missingFor, resourceOf } from "../../../support/cluster-rights";
import { demo } from "../../../support/demo";
import { installations, recordedOutput, records } from "../../../support/recorded";
import { resolvedText } from "../../../support/resolved-text";

const all = records();
const installed = installations();
const clusterStacks = stackIds.slice(2);
const environments = [...new Set(installed.map(({ environment }) => environment))];

function recordOf(chart: string): ChartRecord {
  const found = all.find((record) => record.chart === chart);
  if (!found) throw new Error(`no record of ${chart}`);
  return found;
}

it.each(installed.map((one) => [one.environment, one.stack, one.chart.chart] as const))(
  "in %s, the apply role of %s may install all that %s renders",
  (environment, stack, chart) => {
    const rights = ClusterRights.of(recordedOutput(environment), `${stack}/apply`);
    expect(missingFor(recordOf(chart), rights, all)).toEqual([]);
  },
);

describe.each(environments)("in %s", (environment) => {
  const output = recordedOutput(environment);
  const planOf = (stack: string) => ClusterRights.of(output, `${stack}/plan`);

  it.each(clusterStacks)("the plan role of %s reads no Secret, in whatever namespace", (stack) => {
    const { held } = planOf(stack);
    expect(held.length).toBeGreaterThan(0);
    for (const namespace of [undefined, ...systemNamespaces, ...held.map((one) => one.namespace)]) {
      for (const verb of ["get", "list", "watch"]) {
        const right = { verb, group: "", resource: "secrets" };
        expect([namespace, verb, planOf(stack).has(right, namespace)]).toEqual([namespace, verb, false]);
      }
    }
  });

  it("a plan reads the releases of its stack, which Helm keeps in ConfigMaps beside them", () => {
    const releases = clusterStacks.flatMap((stack) =>
      Object.values(output[stack].all("helm_release")).map(({ namespace }) => {
        return { stack, namespace: resolvedText(output, stack, namespace) };
      }),
    );
    expect(releases.length).toBeGreaterThanOrEqual(5);
    const unread = releases.filter(({ stack, namespace }) =>
      ["get", "list"].some((verb) => !planOf(stack).has({ verb, group: "", resource: "configmaps" }, namespace)),
    );
    expect(unread).toEqual([]);
  });
});

it("no chart gives a right to people, pipelines or deployers: only to service accounts of the platform", () => {
  const subjects = all.flatMap(({ chart, bindings }) =>
    bindings.flatMap((binding) => binding.subjects.map((subject) => ({ chart, binding: binding.name, subject }))),
  );
  const system: readonly string[] = systemNamespaces;
  const others = subjects.filter(({ subject }) => {
    const [, namespace = ""] = /^ServiceAccount ([^/]+)\//.exec(subject) ?? [];
    return !system.includes(namespace);
  });
  expect(subjects.length).toBeGreaterThan(10);
  expect(others).toEqual([]);
});

describe("would find", () => {
  const chart = recordOf("cert-manager");

  it("that a deployer of apps can't install a chart", () => {
    const missing = missingFor(chart, ClusterRights.of(demo(), "apps/apply"), all);
    expect(missing).toContain("Deployment app-services/cert-manager: create apps/deployments");
    expect(missing).toContain(
      "CustomResourceDefinition issuers.cert-manager.io: create apiextensions.k8s.io/customresourcedefinitions",
    );
  });

  it("that to make every object is not enough, since nobody gives away more than he has", () => {
    const groups = [
      ...new Set(chart.objects.map(({ apiVersion }) => (apiVersion.includes("/") ? apiVersion.split("/")[0] : ""))),
    ];
    const kinds = chart.objects.map(({ apiVersion, kind }) => resourceOf(apiVersion.split("/")[0] ?? "", kind, []));
    const rule = {
      verbs: ["get", "create", "patch", "delete"],
      apiGroups: groups as string[],
      resources: [...new Set(kinds)],
    };
    const missing = missingFor(chart, new ClusterRights([{ rule }]), all);
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.filter((line) => !/^(Cluster)?Role(Binding)? /.test(line))).toEqual([]);
    expect(missing).toContain("ClusterRole cert-manager-controller-certificates: update cert-manager.io/certificates");
  });

  it("that rules limited to names don't reach beyond them", () => {
    const rule = { verbs: ["get"], apiGroups: [""], resources: ["secrets"] };
    const narrow = new ClusterRights([{ rule: { ...rule, resourceNames: ["ca"] } }]);
    expect(narrow.missing(rule)).toEqual(["get /secrets"]);
    expect(narrow.missing({ ...rule, resourceNames: ["ca"] })).toEqual([]);
  });

  it("that a right in one namespace is none in another", () => {
    const rule = { verbs: ["get"], apiGroups: [""], resources: ["configmaps"] };
    const one = new ClusterRights([{ namespace: "app-services", rule }]);
    expect(one.missing(rule, "app-services")).toEqual([]);
    expect(one.missing(rule, "kube-system")).toEqual(["get /configmaps"]);
    expect(one.missing(rule)).toEqual(["get /configmaps"]);
  });
});

it.each([
  ["NetworkPolicy", "networkpolicies"],
  ["Ingress", "ingresses"],
  ["StorageClass", "storageclasses"],
  ["Deployment", "deployments"],
])("the resources of %s are %s", (kind, plural) => expect(resourceOf("", kind, [])).toBe(plural));
