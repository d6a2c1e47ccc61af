import { ClusterAccess } from "../../../constructs/cluster/cluster-access";
import { clusterGrants, controllerGrants, type Grant, teamGrants } from "../../../constructs/cluster/grants";
import { declaredAs } from "../../../constructs/cluster/kinds";
import { rulesFor } from "../../../constructs/cluster/rules";
import { synthesize } from "../../support/synthesize";

const team = teamGrants("red", "apps");
const all: readonly Grant[] = [
  ...team,
  ...controllerGrants("cluster-services"),
  ...controllerGrants("app-services"),
  ...clusterGrants(),
];
const named = (grants: readonly Grant[], id: string) => grants.find((grant) => grant.id === id) as Grant;

/** Every single right, as `group/resource:verb`. */
const rightsOf = ({ rules }: Grant): readonly string[] =>
  rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => `${group}/${resource}:${verb}`))),
  );
const changes = (grant: Grant) => rightsOf(grant).filter((right) => !/:(get|list|watch)$/.test(right));

describe.each(all.map((grant): [string, Grant] => [grant.id, grant]))("%s", (_, grant) => {
  it("grants something, nothing by wildcard, and nothing twice", () => {
    const rights = rightsOf(grant);
    expect(rights.length).toBeGreaterThan(0);
    expect(rights.filter((right) => right.includes("*"))).toEqual([]);
    expect(new Set(rights).size).toBe(rights.length);
  });

  it("reads no Secret, enters no pod and hands out no identity", () => {
    const forbidden =
      /\/(secrets|pods\/(exec|attach|portforward|proxy)|nodes\/proxy|services\/proxy|serviceaccounts\/token):/;
    expect(rightsOf(grant).filter((right) => forbidden.test(right))).toEqual([]);
    expect(rightsOf(grant).filter((right) => /:(escalate|bind|impersonate)$/.test(right))).toEqual([]);
  });

  it("makes no pod, no persistent volume and no webhook", () => {
    const made = /^\/(pods|persistentvolumes):(create|update|patch)$|^admissionregistration/;
    expect(changes(grant).filter((right) => made.test(right))).toEqual([]);
  });

  it("names resources in the plural", () => {
    const resources = grant.rules.flatMap((one) => one.resources.map((resource) => resource.split("/")[0] ?? ""));
    expect(resources.filter((resource) => !resource.endsWith("s"))).toEqual([]);
  });

  it("changes no roles, quotas or namespaces", () => {
    expect(changes(grant).filter((right) => /rbac|quotas|limitranges|namespaces/.test(right))).toEqual([]);
  });

  it("changes no store of secrets, no backup and no restore", () => {
    expect(changes(grant).filter((right) => /stores|generators|velero|snapshot/.test(right))).toEqual([]);
  });
});

it("lets no plan role, auditor, developer or pipeline change anything", () => {
  const readers = all.filter(({ id }) => /^(plan-|auditor|developers|pipelines)/.test(id));
  expect(readers).toHaveLength(7);
  for (const reader of readers) expect(changes(reader)).toEqual([]);
});

it("shows logs to developers and operators, and to no plan role, auditor or pipeline", () => {
  expect(all.filter((grant) => rightsOf(grant).includes("/pods/log:get")).map(({ id }) => id)).toEqual([
    "developers",
    "operator",
  ]);
});

it("lets apps deploy workloads", () => {
  const rights = rightsOf(named(team, "apply-apps"));
  for (const verb of ["get", "create", "update", "patch", "delete"]) {
    expect(rights).toContain(`apps/deployments:${verb}`);
    expect(rights).toContain(`networking.k8s.io/networkpolicies:${verb}`);
    expect(rights).toContain(`/serviceaccounts:${verb}`);
    expect(rights).toContain(`autoscaling/horizontalpodautoscalers:${verb}`);
    expect(rights).toContain(`policy/poddisruptionbudgets:${verb}`);
  }
  expect(rights).not.toContain("/pods:create");
});

it("lets apps ask for secrets through the stores that there are, and developers see what became of it", () => {
  const asked = rightsOf(named(team, "apply-apps")).filter((right) => right.startsWith("external-secrets.io/"));
  expect(asked.map((right) => right.replace("external-secrets.io/", ""))).toEqual([
    "externalsecrets:get",
    "externalsecrets:list",
    "externalsecrets:watch",
    "externalsecrets:create",
    "externalsecrets:update",
    "externalsecrets:patch",
    "externalsecrets:delete",
  ]);
  const seen = rightsOf(named(team, "developers"));
  expect(seen).toEqual(
    expect.arrayContaining(["externalsecrets", "secretstores"].map((kind) => `external-secrets.io/${kind}:get`)),
  );
});

it("shows operators whether backups succeed", () => {
  const seen = rightsOf(named(clusterGrants(), "operator"));
  expect(seen).toEqual(
    expect.arrayContaining(["backups", "schedules", "restores"].map((kind) => `velero.io/${kind}:list`)),
  );
});

it("lets the plan of apps read exactly what apply deploys", () => {
  const read = rightsOf(named(team, "plan-apps"));
  const deployed = rightsOf(named(team, "apply-apps")).filter(
    (right) => /:(get|list)$/.test(right) && !right.startsWith("/events"),
  );
  expect(read).toEqual(deployed);
});

it("lets operators restart and drain, not deploy", () => {
  expect(changes(named(clusterGrants(), "operator"))).toEqual([
    "/pods:delete",
    "/pods/eviction:create",
    "/nodes:patch",
    // Which drains the node and ends it.
    "karpenter.sh/nodeclaims:delete",
  ]);
});

it("lets the plan of the cluster read what the cluster's stack declares, and no workload", () => {
  const rights = rightsOf(named(clusterGrants(), "plan-kubernetes-cluster"));
  expect(rights).toContain("rbac.authorization.k8s.io/clusterroles:get");
  expect(rights.filter((right) => /configmaps|deployments|pods/.test(right))).toEqual([]);
});

it("has no kind for Secrets, so that no role can be derived that reads them", () => {
  expect(Object.values(declaredAs).map(({ resource }) => resource)).not.toContain("secrets");
});

it("merges kinds into one rule for each API group", () => {
  const kinds = [declaredAs.kubernetes_job_v1, declaredAs.kubernetes_service_v1, declaredAs.kubernetes_cron_job_v1];
  expect(rulesFor([...kinds, declaredAs.kubernetes_job_v1], ["get"])).toEqual([
    { apiGroups: [""], resources: ["services"], verbs: ["get"] },
    { apiGroups: ["batch"], resources: ["cronjobs", "jobs"], verbs: ["get"] },
  ]);
});

it("binds a cluster role to its group", () => {
  const stack = synthesize((scope) => {
    new ClusterAccess(scope, "rights", { grants: [named(clusterGrants(), "auditor")], dependsOn: [] });
  });
  expect(stack.only("kubernetes_cluster_role_v1").metadata).toEqual({ name: "strata:auditor" });
  expect(stack.only("kubernetes_cluster_role_binding_v1")).toMatchObject({
    role_ref: { kind: "ClusterRole", name: "${kubernetes_cluster_role_v1.rights_auditor_role.metadata[0].name}" },
    subject: [{ kind: "Group", name: "strata:people:auditor" }],
  });
});
