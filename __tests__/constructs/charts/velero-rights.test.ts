import { savedKinds } from "../../../constructs/charts/saved-kinds";
import { veleroRights } from "../../../constructs/charts/velero-rights";
import { controllers } from "../../../constructs/names";
import { at, charts } from "./all-charts";

// biome-ignore lint/suspicious/noExplicitAny: objects of four kinds
const objects = veleroRights(["red", "blue"]) as readonly any[];
const { namespace, serviceAccount } = controllers.velero;

const bindings = objects.filter(({ kind }) => kind.endsWith("Binding"));
const roleOf = ({ roleRef, metadata }: (typeof objects)[number]) =>
  objects.find(
    ({ kind, metadata: other }) =>
      kind === roleRef.kind &&
      other.name === roleRef.name &&
      (kind === "ClusterRole" || other.namespace === metadata.namespace),
  );

/** Every single right as `group/resource:verb`, with the one object that it is for. */
const rightsIn = (place: string | undefined): readonly string[] =>
  bindings
    .filter(({ metadata }) => metadata.namespace === place)
    .flatMap((binding) => roleOf(binding).rules)
    .flatMap(({ apiGroups, resources, verbs, resourceNames = [] }) =>
      apiGroups.flatMap((group: string) =>
        resources.flatMap((resource: string) =>
          verbs.map((verb: string) => [`${group}/${resource}:${verb}`, ...resourceNames].join(" ")),
        ),
      ),
    );
const changesIn = (place: string | undefined) => rightsIn(place).filter((right) => !/:(get|list|watch)$/.test(right));

it("stand in place of the chart's own, which are all or none", () => {
  expect(at(charts.velero, "rbac")).toEqual({ create: false });
});

it("are its service account's alone, in its own namespace, in those that are saved and in the whole cluster", () => {
  expect(bindings.map(({ metadata }) => metadata.namespace)).toEqual([undefined, namespace, "red", "blue"]);
  for (const { subjects } of bindings) {
    expect(subjects).toEqual([{ kind: "ServiceAccount", name: serviceAccount, namespace }]);
  }
  expect(at(charts.velero, "serviceAccount.server.name")).toBe(serviceAccount);
});

it("change nothing in the whole cluster but snapshots that volumes are made of", () => {
  expect(new Set(changesIn(undefined).map((right) => right.split(":")[0]))).toEqual(
    new Set(["snapshot.storage.k8s.io/volumesnapshotcontents"]),
  );
});

it("put back every kind that is saved, where it was saved", () => {
  const wanted = savedKinds.flatMap(({ group, resource }) =>
    ["get", "list", "create", "patch"].map((verb) => `${group}/${resource}:${verb}`),
  );
  expect(wanted.length).toBeGreaterThan(40);
  expect(rightsIn("red")).toEqual(expect.arrayContaining(wanted));
  expect(rightsIn("red")).toEqual(rightsIn("blue"));
});

it("delete nothing of a team but snapshots", () => {
  expect(rightsIn("red").filter((right) => /:delete/.test(right))).toEqual([
    "snapshot.storage.k8s.io/volumesnapshots:delete",
  ]);
});

it("read no Secret but Velero's own, make no role and no pod, and hand out no identity", () => {
  const everywhere = [undefined, namespace, "red"].flatMap(rightsIn);
  expect(everywhere.filter((right) => right.startsWith("/secrets:"))).toEqual([
    "/secrets:create",
    "/secrets:get velero-repo-credentials",
  ]);
  expect(everywhere.filter((right) => right.includes("*") && !right.startsWith("velero.io/"))).toEqual([]);
  const forbidden =
    /^(rbac[^:]*:(?!get|list|watch)|\/(pods|namespaces|persistentvolumes):(?!get|list|watch)|\/serviceaccounts\/token)/;
  expect(everywhere.filter((right) => forbidden.test(right))).toEqual([]);
});

it("start nothing in Velero's own namespace, beside controllers that have AWS roles", () => {
  const own = changesIn(namespace).filter((right) => !right.startsWith("velero.io/"));
  expect(own).toEqual(["/secrets:create", "/secrets:get velero-repo-credentials"]);
});
