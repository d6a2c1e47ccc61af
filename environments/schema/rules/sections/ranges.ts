import { sectionRule } from "../section-rule";

export const nodeRange = sectionRule({
  code: "ENV_NODE_RANGE",
  states: "a node group's minimum is not above its maximum",
  needs: ["cluster"],
  *breaches({ cluster }) {
    for (const group of ["systemNodes", "workerNodes"] as const) {
      const nodes = cluster[group];
      if (nodes && nodes.minimum > nodes.maximum) {
        yield {
          path: ["cluster", group, "minimum"],
          problem: `the minimum is above the maximum, which is ${nodes.maximum}`,
          fix: "lower the minimum or raise the maximum",
        };
      }
    }
  },
});

export const replicaRange = sectionRule({
  code: "ENV_REPLICA_RANGE",
  states: "an app's minimum of replicas is not above its maximum",
  needs: ["apps"],
  *breaches({ apps }) {
    for (const [index, { replicas }] of apps.entries()) {
      if (replicas.minimum > replicas.maximum) {
        yield {
          path: ["apps", index, "replicas", "minimum"],
          problem: `the minimum is above the maximum, which is ${replicas.maximum}`,
          fix: "lower the minimum or raise the maximum",
        };
      }
    }
  },
});
