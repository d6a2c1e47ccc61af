import { fewestPods, podSize } from "../../apps/pods";
import type { Environment } from "../../environment";
import { formatBytes, formatCpu, parseBytes, parseCpu } from "../../quantity";
import { sectionRule } from "../section-rule";
import { replicaCount } from "../values/counts";

type Autoscaling = Environment["autoscaling"];
type Pool = Autoscaling["nodePools"][number];

/** A pool that takes pods which ask for nothing in particular, as apps do. */
const takesAll = ({ taints }: Pool) => taints.every(({ effect }) => effect === "PreferNoSchedule");

/** The pools on which apps land, where there are any. */
export function openPools({ enabled, nodePools }: Autoscaling): readonly Pool[] {
  return enabled ? nodePools.filter(takesAll) : [];
}

/** An app's image may be made for one architecture, and nothing says for which. */
export const oneArchitectureForApps = sectionRule({
  code: "ENV_POOL_ARCHITECTURES",
  states: "the pools without taints are of one architecture, since an app's image may run on no other",
  needs: ["autoscaling"],
  *breaches({ autoscaling }) {
    const [first] = openPools(autoscaling).flatMap(({ architectures }) => architectures);
    for (const [index, pool] of autoscaling.nodePools.entries()) {
      if (!autoscaling.enabled || !takesAll(pool)) continue;
      if (pool.architectures.some((one) => one !== first)) {
        yield {
          path: ["autoscaling", "nodePools", index, "architectures"],
          fix: `write ["${first}"], or give the pool a taint that the pods which it is for tolerate`,
        };
      }
    }
  },
});

/** Two minutes' notice for all of an app's pods at once, whenever AWS needs the machines of a zone itself. */
export const productionSpot = sectionRule({
  code: "ENV_PRODUCTION_SPOT",
  states: "in production apps have nodes that AWS does not take away",
  needs: ["production", "cluster", "autoscaling", "apps"],
  *breaches({ production, cluster, autoscaling, apps }) {
    const open = openPools(autoscaling);
    if (!production || apps.length === 0 || cluster.workerNodes || open.length === 0) return;
    // An empty list has its own finding.
    if (open.some(({ capacity }) => capacity.length === 0 || capacity.includes("on-demand"))) return;
    const index = autoscaling.nodePools.findIndex(takesAll);
    yield {
      path: ["autoscaling", "nodePools", index, "capacity"],
      problem: "in production apps have nodes that AWS does not take away, and all pools without taints are of spot",
      fix: 'add "on-demand", or a pool of it, or write production: false if nobody depends on this environment',
    };
  },
});

export const budgetTimes = sectionRule({
  code: "ENV_BUDGET_TIMES",
  states: "a disruption budget's schedule and its duration go together",
  needs: ["autoscaling"],
  *breaches({ autoscaling }) {
    for (const [index, { budgets }] of autoscaling.nodePools.entries()) {
      for (const [number, { schedule, duration }] of budgets.entries()) {
        if ((schedule === undefined) !== (duration === undefined)) {
          yield {
            path: ["autoscaling", "nodePools", index, "budgets", number],
            fix: "write both, or leave both out for a budget that is always in force",
          };
        }
      }
    }
  },
});

/** Of several budgets the strictest counts, so that one which allows nothing, ever, is not lifted by another. */
export const budgetsLetGo = sectionRule({
  code: "ENV_BUDGET_NEVER",
  states: "a disruption budget of no nodes has an end, else no node ever gets a new image",
  needs: ["autoscaling"],
  *breaches({ autoscaling }) {
    for (const [index, { budgets }] of autoscaling.nodePools.entries()) {
      for (const [number, { nodes, reasons, schedule }] of budgets.entries()) {
        const drift = !reasons || reasons.includes("Drifted");
        if (/^0+%?$/.test(nodes) && schedule === undefined && drift) {
          yield {
            path: ["autoscaling", "nodePools", index, "budgets", number, "nodes"],
            fix: "write 1 or more, or add schedule and duration",
          };
        }
      }
    }
  },
});

/** EKS' latest would replace all nodes on the day that AWS publishes it; for AL2023 the platform knows a release. */
export const pinnedRelease = sectionRule({
  code: "ENV_POOL_RELEASE",
  states: "nodes of Bottlerocket that Karpenter starts have a pinned release",
  needs: ["cluster", "autoscaling"],
  *breaches({ cluster: { systemNodes }, autoscaling: { enabled, nodes } }) {
    const inherited = systemNodes.operatingSystem === nodes.operatingSystem ? systemNodes.releaseVersion : undefined;
    if (enabled && nodes.operatingSystem === "Bottlerocket" && !(nodes.releaseVersion ?? inherited)) {
      yield {
        path: ["autoscaling", "nodes", "releaseVersion"],
        fix: 'write one of https://github.com/bottlerocket-os/bottlerocket/releases, as in "1.52.0-5d9bb4bc"',
      };
    }
  },
});

/** Where worker nodes carry what the pools do not, nothing can be said. */
export const limitsHoldApps = sectionRule({
  code: "ENV_POOL_LIMITS",
  states: "the limits of the pools without taints hold the apps' minimum of replicas",
  needs: ["cluster", "autoscaling", "apps"],
  *breaches({ cluster, autoscaling, apps }) {
    const open = openPools(autoscaling);
    if (cluster.workerNodes || open.length === 0) return;
    for (const part of ["cpu", "memory"] as const) {
      const parse = part === "cpu" ? parseCpu : parseBytes;
      const has = sum(open.map(({ limits }) => parse(limits[part])));
      const need = sum(apps.map((app) => times(fewestPods(app), podSize(app)?.[part])));
      // Numbers that are wrong have their own findings.
      if (has === undefined || need === undefined || need <= has) continue;
      const show = part === "cpu" ? formatCpu : formatBytes;
      yield {
        path: ["autoscaling", "nodePools", autoscaling.nodePools.findIndex(takesAll), "limits", part],
        problem: `the apps' minimum of replicas requests ${show(need)} ${names[part]}, and the limits of the pools without taints allow for ${show(has)}`,
        fix: "raise the limit, or lower what the apps request",
      };
    }
  },
});

const names = { cpu: "CPU", memory: "of memory" } as const;

function times(count: number, each: number | undefined): number | undefined {
  return each === undefined || replicaCount.complaints(count).length > 0 ? undefined : count * each;
}

function sum(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce<number | undefined>(
    (all, one) => (all === undefined || one === undefined ? undefined : all + one),
    0,
  );
}
