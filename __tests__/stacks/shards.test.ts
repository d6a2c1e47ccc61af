import { groups } from "../../constructs/cluster/access-groups";
import { namesOf } from "../../constructs/names";
import { deployerActions, deployerRoles, type StackId, stackIds } from "../../constructs/stack/stack-id";
import { platform } from "../../main";
import { boundaries } from "../../stacks/boundaries";
import { ClusterRights } from "../support/cluster-rights";
import { outputOf } from "../support/demo";
import { shardedDemo, unshardedDemo, withStacks } from "../support/sharded-demo";
import { stackIn, stacksIn } from "../support/stacks-in";
import type { Body } from "../support/synthesize";

const shards = ["apps-storefront", "apps-storefront-eu"] as const;
const parts = ["apps", ...shards] as const;
const names = namesOf(shardedDemo);
const sharded = outputOf(shardedDemo);
const whole = outputOf(unshardedDemo);

/** All resources of a stack as Terraform sees them, by address. */
function resourcesOf(id: StackId, of = sharded): Readonly<Record<string, unknown>> {
  const { resource = {} } = stackIn(of, id).json as { resource?: Record<string, Record<string, Body>> };
  return Object.fromEntries(
    Object.entries(resource).flatMap(([type, named]) =>
      // The comment names the construct's path, the stack included.
      Object.entries(named).map(([name, { "//": _, ...body }]) => [`${type}.${name}`, body]),
    ),
  );
}

describe("a team's own stack", () => {
  it("stands beside the six for each team that has one, and for no other", () => {
    expect(stacksIn(sharded)).toEqual([...stackIds, ...shards]);
    expect(stacksIn(whole)).toEqual(stackIds);
  });

  it("holds the team's apps as apps would, at the same addresses: pods stay when they move", () => {
    const [all, found] = [resourcesOf("apps", whole), parts.map((id) => resourcesOf(id))];
    expect(Object.assign({}, ...found)).toEqual(all);
    expect(found.flatMap(Object.keys).sort()).toEqual(Object.keys(all).sort());
    for (const [index, team] of ["fulfilment", "storefront", "storefront-eu"].entries()) {
      const others = Object.keys(found[index] ?? {}).filter((address) => !address.includes(`.${team}_`));
      expect(others).toEqual([]);
    }
  });

  it("tells all that it makes from what is left in apps, by a tag more", () => {
    const tags = (id: StackId) => stackIn(sharded, id).json.provider.aws[0].default_tags[0].tags;
    const own = { "strata:environment": "demo", "strata:stack": "apps" };
    expect(tags("apps-storefront")).toMatchObject({ ...own, "strata:shard": "storefront" });
    expect(tags("apps-storefront-eu")).toMatchObject({ ...own, "strata:shard": "storefront-eu" });
    expect(tags("apps")["strata:shard"]).toBeUndefined();
    expect(tags("apps")).toEqual(stackIn(whole, "apps").json.provider.aws[0].default_tags[0].tags);
  });

  it("reads the contracts that apps reads, and nobody reads one of its own", () => {
    const contracts = sharded.file("contracts.json") as Record<string, { readonly readBy: readonly string[] }>;
    const read = Object.entries(contracts).filter(([, { readBy }]) => readBy.includes("apps-storefront"));
    expect(read.map(([id]) => id)).toEqual(boundaries.apps.reads);
    expect(Object.keys(contracts)).not.toContain("apps-storefront");
  });

  it.each([
    ["s3", { kind: "s3" } as const, "terraform.backend.s3.bucket", "strata-demo-111122223333-apps-storefront"],
    ["local", { kind: "local", folder: "state" } as const, "terraform.backend.local.path", "apps-storefront.tfstate"],
  ])("has a state of its own: %s", (_, state, path, name) => {
    const { json } = stackIn(outputOf({ ...shardedDemo, state }), "apps-storefront");
    expect(path.split(".").reduce((at, key) => at[key], json)).toMatch(new RegExp(`${name}$`));
  });

  it("has deployers of its own, within a boundary of its own", () => {
    for (const role of deployerRoles) {
      const { roleArn, boundary } = sharded.file("permissions/apps-storefront.json")[role];
      expect(roleArn).toBe(names.deployerRoleArn("apps-storefront", role));
      expect(JSON.stringify(boundary)).toContain("strata-demo-111122223333-apps-storefront");
      expect(JSON.stringify(boundary)).not.toMatch(/-apps-storefront-eu|-apps\/|-apps"/);
    }
  });
});

describe("inside the cluster", () => {
  const cluster = stackIn(sharded, "kubernetes-cluster");
  const deployedBy = {
    storefront: "apps-storefront",
    "storefront-eu": "apps-storefront-eu",
    fulfilment: "apps",
  } as const;

  it("a namespace is deployed into by its team's stack alone", () => {
    const bindings = Object.values(cluster.all("kubernetes_role_binding_v1"));
    for (const [team, stack] of Object.entries(deployedBy)) {
      for (const action of deployerActions) {
        const bound = bindings.filter(({ subject }) => subject[0].name === groups.deployer(stack, action));
        expect(bound.map(({ metadata }) => metadata.namespace)).toEqual([namespaceOf(team)]);
      }
    }
  });

  it("no role of apps or its shards has a right outside of its teams' namespaces", () => {
    for (const [team, stack] of Object.entries(deployedBy)) {
      for (const action of deployerActions) {
        const { held } = ClusterRights.of(sharded, `${stack}/${action}`);
        expect(held.length).toBeGreaterThan(0);
        expect([...new Set(held.map(({ namespace }) => namespace))]).toEqual([team]);
      }
    }
  });

  it("a shard's roles have the rights that those of apps had, and the names of Kubernetes' roles stay", () => {
    const rights = (platform: typeof sharded, deployer: string) =>
      ClusterRights.of(platform, deployer).held.filter(({ namespace }) => namespace === "storefront");
    for (const action of deployerActions) {
      expect(rights(sharded, `apps-storefront/${action}`)).toEqual(rights(whole, `apps/${action}`));
    }
    const roles = (platform: typeof sharded) => stackIn(platform, "kubernetes-cluster").all("kubernetes_role_v1");
    expect(roles(sharded)).toEqual(roles(whole));
  });
});

describe("while it is prepared", () => {
  const prepared = outputOf(withStacks({ storefront: "prepared" }));

  it("holds nothing, and apps has the apps and their namespace still", () => {
    expect(stacksIn(prepared)).toEqual([...stackIds, "apps-storefront"]);
    expect(resourcesOf("apps-storefront", prepared)).toEqual({});
    expect(resourcesOf("apps", prepared)).toEqual(resourcesOf("apps", whole));
    expect(ClusterRights.of(prepared, "apps-storefront/apply").held).toEqual([]);
    const of = (platform: typeof sharded) => stackIn(platform, "kubernetes-cluster").all("kubernetes_role_binding_v1");
    expect(of(prepared)).toEqual(of(whole));
  });

  it("has its state, its deployers and their access entries already", () => {
    const entries = Object.values(stackIn(prepared, "kubernetes-cluster").all("aws_eks_access_entry"));
    const of = entries.filter(({ principal_arn: arn }) => arn.includes('"apps-storefront/'));
    // Plans of reviews are in the group of plans.
    const [plan, apply] = deployerActions.map((action) => groups.deployer("apps-storefront", action));
    expect(of.flatMap((entry) => entry.kubernetes_groups).sort()).toEqual([apply, plan, plan]);
    expect(prepared.files).toContain("bootstrap/apps-storefront.json");
  });
});

it("forty teams with stacks of their own fit into IAM's limits, in an environment with the longest name", () => {
  const name = "n".repeat(20);
  const [team] = shardedDemo.teams.filter((one) => one.name === "storefront-eu");
  const desk = shardedDemo.apps.find((app) => app.team === "storefront-eu");
  if (!team || !desk) throw new Error("no team storefront-eu");
  const teams = Array.from({ length: 40 }, (_, index) => ({
    ...team,
    name: `team-${index}`,
    appsStack: "own" as const,
  }));
  const apps = teams.map((one) => ({ ...desk, team: one.name, calledBy: [] }));
  const app = platform({
    environment: {
      ...shardedDemo,
      name,
      teams: [...shardedDemo.teams, ...teams],
      apps: [...shardedDemo.apps, ...apps],
    },
  });
  // The demo's own apps have too long names for users of caches there.
  expect(app.findings().filter(({ code }) => code !== "name-too-long")).toEqual([]);
  expect(app.stacks).toHaveLength(stackIds.length + 42);
  const identity = app.resolveAll()[0]?.elements ?? [];
  const perRole = new Map<string, number>();
  for (const { type, body } of identity) {
    if (type === "aws_iam_role_policy_attachment") perRole.set(body.role, (perRole.get(body.role) ?? 0) + 1);
  }
  expect(perRole.size).toBeGreaterThan(80);
  expect(Math.max(...perRole.values())).toBeLessThanOrEqual(10);
});

function namespaceOf(team: string): string {
  return `\${kubernetes_namespace_v1.team-${team}_space_namespace.metadata[0].name}`;
}
