import { AccessEntries } from "../../../constructs/cluster/access-entries";
import { platformAccess } from "../../../constructs/cluster/platform-access";
import { Graph } from "../../support/graph";
import { synthesize } from "../../support/synthesize";

const access = platformAccess({
  deployer: (stack, action) => `arn:aws:iam::111122223333:role/${stack}-${action}`,
  deployerRoles: ["plan", "apply", "review"],
  person: (role) => `arn:aws:iam::111122223333:role/${role}`,
  developer: (team) => `arn:aws:iam::111122223333:role/dev-${team}`,
  pipeline: (key) => `arn:aws:iam::111122223333:role/ci-${key.replace("/", "-")}`,
  people: ["break-glass", "operator", "database-administrator", "auditor"],
  shards: ["apps-blue"],
  teams: ["red", "blue"],
  pipelines: ["red", "blue/web"],
});

const stack = synthesize((scope) => {
  new AccessEntries(scope, "access", { clusterName: "strata-test", partition: "aws-us-gov", access });
});
const entries = Object.values(stack.all("aws_eks_access_entry"));
const associations = stack.all("aws_eks_access_policy_association");

/** Role to the Kubernetes groups that its entry puts it into. */
const groupsOf = Object.fromEntries(
  entries.map(({ principal_arn, kubernetes_groups }) => [principal_arn.split("/")[1], kubernetes_groups]),
);

it("lets in the deployers of the stacks inside the cluster, people, developers and pipelines, each once", () => {
  expect(Object.keys(groupsOf).sort()).toEqual(
    [
      ...["kubernetes-cluster", "cluster-services", "app-services", "apps", "apps-blue"].flatMap((id) => [
        `${id}-plan`,
        `${id}-apply`,
        `${id}-review`,
      ]),
      ...["break-glass", "operator", "auditor", "dev-red", "dev-blue", "ci-red", "ci-blue-web"],
    ].sort(),
  );
  expect(entries).toHaveLength(22);
  expect(entries.every(({ type }) => type === "STANDARD")).toBe(true);
});

it("asks for no role for which nobody is listed: identity makes none", () => {
  const asked: string[] = [];
  const person = (role: string) => `${asked.push(role)}`;
  const none = platformAccess({
    deployer: () => "",
    deployerRoles: ["plan", "apply"],
    person,
    developer: person,
    pipeline: person,
    people: ["operator"],
    shards: [],
    teams: [],
    pipelines: [],
  });
  expect(asked).toEqual(["operator"]);
  expect(none.map(({ id }) => id)).not.toContain("auditor");
});

it("has no entry for database administrators, nor for stacks that declare nothing in the cluster", () => {
  const roles = Object.keys(groupsOf);
  expect(roles.filter((role) => /database|^identity|^managed/.test(role))).toEqual([]);
});

it("makes administrators of three apply roles and of break-glass, of no plan role and of no one else", () => {
  expect(Object.keys(associations).sort()).toEqual([
    "access_app-services-apply-administrator",
    "access_break-glass-administrator",
    "access_cluster-services-apply-administrator",
    "access_kubernetes-cluster-apply-administrator",
  ]);
  for (const association of Object.values(associations)) {
    expect(association).toMatchObject({
      policy_arn: "arn:aws-us-gov:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      access_scope: { type: "cluster" },
    });
  }
});

it("puts everyone else into one group, which no administrator is in; who plans for a review sees what a plan sees", () => {
  expect(groupsOf).toMatchObject({
    "kubernetes-cluster-plan": ["strata:plan:kubernetes-cluster"],
    "cluster-services-plan": ["strata:plan:cluster-services"],
    "app-services-plan": ["strata:plan:app-services"],
    "apps-plan": ["strata:plan:apps"],
    "apps-apply": ["strata:apply:apps"],
    "kubernetes-cluster-review": ["strata:plan:kubernetes-cluster"],
    "cluster-services-review": ["strata:plan:cluster-services"],
    "app-services-review": ["strata:plan:app-services"],
    "apps-review": ["strata:plan:apps"],
    operator: ["strata:people:operator"],
    auditor: ["strata:people:auditor"],
    "dev-red": ["strata:developers:red"],
    "dev-blue": ["strata:developers:blue"],
    "ci-red": ["strata:pipelines:red"],
    "ci-blue-web": ["strata:pipelines:blue"],
  });
  for (const name of ["kubernetes-cluster-apply", "cluster-services-apply", "app-services-apply", "break-glass"]) {
    expect(groupsOf[name]).toBeUndefined();
  }
});

it("uses no group name that EKS reserves", () => {
  const names = entries.flatMap(({ kubernetes_groups = [] }) => kubernetes_groups);
  expect(names.filter((name: string) => /^(system|eks|aws|amazon|iam):/.test(name))).toEqual([]);
  expect(names).toHaveLength(18);
});

it("makes an entry before its policy", () => {
  const graph = new Graph(stack);
  for (const address of graph.all("aws_eks_access_policy_association")) {
    const entry = address
      .replace("aws_eks_access_policy_association", "aws_eks_access_entry")
      .replace(/-administrator$/, "");
    expect(graph.before(address)).toContain(entry);
  }
});

it("says which grants there are when asked for another", () => {
  synthesize((scope) => {
    const construct = new AccessEntries(scope, "access", {
      clusterName: "c",
      partition: "aws",
      access: access.slice(0, 2),
    });
    expect(() => construct.grantOf("apps-apply")).toThrow(
      "test/access holds no access entry apps-apply; it has kubernetes-cluster-plan, kubernetes-cluster-apply",
    );
  });
});
