import { claimedBytes, mostPods, podSize } from "../../apps/pods";
import type { App, Team } from "../../environment";
import { formatBytes, formatCpu, parseBytes, parseCpu } from "../../quantity";
import { type Breach, sectionRule } from "../section-rule";

/** https://kubernetes.io/docs/concepts/policy/resource-quotas/: beyond the quota the API refuses new pods. */
export const quotaHoldsApps = sectionRule({
  code: "ENV_QUOTA",
  states: "a team's quota holds what its apps request at their maximum of replicas",
  needs: ["teams", "cluster", "apps"],
  breaches: ({ teams, cluster, apps }) =>
    teams.flatMap((team, index) => {
      const own = apps.filter((app) => app.team === team.name);
      return [...tooSmall(team, own, cluster.workerNodes?.maximum ?? 0)].map(({ part, problem, fix }) => ({
        path: ["teams", index, "quota", part],
        problem,
        fix,
      }));
    }),
});

interface Measure {
  readonly part: "cpu" | "memory" | "pods" | "storage";
  /** What one app asks for, and how a sum of it reads. */
  readonly of: (app: App, nodes: number) => Amount;
  readonly quota: (team: Team) => number | undefined;
  readonly show: (amount: number) => string;
}

interface Amount {
  readonly count: number;
  readonly each: number;
}

const measures: readonly Measure[] = [
  {
    part: "cpu",
    of: (app, nodes) => ({ count: mostPods(app, nodes), each: podSize(app)?.cpu ?? 0 }),
    quota: ({ quota }) => parseCpu(quota.cpu),
    show: formatCpu,
  },
  {
    part: "memory",
    of: (app, nodes) => ({ count: mostPods(app, nodes), each: podSize(app)?.memory ?? 0 }),
    quota: ({ quota }) => parseBytes(quota.memory),
    show: formatBytes,
  },
  {
    part: "pods",
    of: (app, nodes) => ({ count: mostPods(app, nodes), each: 1 }),
    quota: ({ quota }) => quota.pods,
    show: String,
  },
  {
    part: "storage",
    of: (app) => ({ count: 1, each: claimedBytes(app) }),
    quota: ({ quota }) => parseBytes(quota.storage),
    show: formatBytes,
  },
];

function* tooSmall(
  team: Team,
  apps: readonly App[],
  nodes: number,
): Iterable<Pick<Breach, "problem" | "fix"> & Pick<Measure, "part">> {
  for (const { part, of, quota, show } of measures) {
    const requests = apps.map((app) => ({ app, ...of(app, nodes) })).filter(({ each }) => each > 0);
    const sum = requests.reduce((total, { count, each }) => total + count * each, 0);
    const limit = quota(team);
    // A quota of nothing has its own finding.
    if (!limit || sum <= limit) continue;
    const terms = requests.map(({ app, count, each }) => `${app.name} ${count} x ${show(each)}`);
    yield {
      part,
      problem: `the team's apps request ${show(sum)} at their maximum of replicas (${terms.join(", ")})`,
      fix: `raise the quota to ${show(sum)} or more, or lower the apps' requests or maximum`,
    };
  }
}
