import type { App, Team } from "../../environment";
import { formatBytes, formatCpu, parseBytes, parseCpu } from "../../quantity";
import { type Breach, sectionRule } from "../section-rule";

/** https://kubernetes.io/docs/concepts/policy/resource-quotas/: beyond the quota the API refuses new pods. */
export const quotaHoldsApps = sectionRule({
  code: "ENV_QUOTA",
  states: "a team's quota holds what its apps request at their maximum of replicas",
  needs: ["teams", "apps"],
  breaches: ({ teams, apps }) =>
    teams.flatMap((team, index) => {
      const own = apps.filter((app) => app.team === team.name);
      return [...tooSmall(team, own)].map(({ part, problem, fix }) => ({
        path: ["teams", index, "quota", part],
        problem,
        fix,
      }));
    }),
});

interface Measure {
  readonly part: "cpu" | "memory" | "pods";
  readonly of: (app: App) => number | undefined;
  readonly quota: (team: Team) => number | undefined;
  readonly show: (amount: number) => string;
}

const measures: readonly Measure[] = [
  {
    part: "cpu",
    of: ({ resources }) => parseCpu(resources.cpu),
    quota: ({ quota }) => parseCpu(quota.cpu),
    show: formatCpu,
  },
  {
    part: "memory",
    of: ({ resources }) => parseBytes(resources.memory),
    quota: ({ quota }) => parseBytes(quota.memory),
    show: formatBytes,
  },
  { part: "pods", of: () => 1, quota: ({ quota }) => quota.pods, show: String },
];

function* tooSmall(
  team: Team,
  apps: readonly App[],
): Iterable<Pick<Breach, "problem" | "fix"> & Pick<Measure, "part">> {
  for (const { part, of, quota, show } of measures) {
    const requests = apps.map((app) => ({ app, each: of(app) ?? 0 }));
    const sum = requests.reduce((total, { app, each }) => total + each * app.replicas.maximum, 0);
    const limit = quota(team);
    // A quota of nothing has its own finding.
    if (!limit || sum <= limit) continue;
    const terms = requests.map(({ app, each }) => `${app.name} ${app.replicas.maximum} x ${show(each)}`);
    yield {
      part,
      problem: `the team's apps request ${show(sum)} at their maximum of replicas (${terms.join(", ")})`,
      fix: `raise the quota to ${show(sum)} or more, or lower the apps' requests or maximum`,
    };
  }
}
