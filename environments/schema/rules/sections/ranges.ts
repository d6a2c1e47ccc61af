import { sectionRule } from "../section-rule";
import { nodeGroupsOf } from "./node-groups";

export const nodeRange = sectionRule({
  code: "ENV_NODE_RANGE",
  states: "a node group's minimum is not above its maximum",
  needs: ["cluster"],
  *breaches({ cluster }) {
    for (const { path, minimum, maximum } of nodeGroupsOf(cluster)) {
      if (minimum <= maximum) continue;
      yield {
        path: [...path, "minimum"],
        problem: `the minimum is above the maximum, which is ${maximum}`,
        fix: "lower the minimum or raise the maximum",
      };
    }
  },
});

export const replicaRange = sectionRule({
  code: "ENV_REPLICA_RANGE",
  states: "an app's minimum of replicas is not above its maximum",
  needs: ["apps"],
  *breaches({ apps }) {
    for (const [index, app] of apps.entries()) {
      if (app.kind !== "web-service" && app.kind !== "worker") continue;
      const { replicas } = app;
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

export const capacityRange = sectionRule({
  code: "ENV_CAPACITY_RANGE",
  states: "the capacity of a database has a minimum that is not above its maximum, which is one unit or more",
  needs: ["databases"],
  *breaches({ databases }) {
    for (const [index, { capacity }] of databases.entries()) {
      if (!capacity) continue;
      if (capacity.maximum < 1 && capacity.maximum >= 0) {
        yield {
          path: ["databases", index, "capacity", "maximum"],
          problem: "an instance has room for one capacity unit or more",
          fix: "write 1 or more",
        };
      } else if (capacity.minimum > capacity.maximum) {
        yield {
          path: ["databases", index, "capacity", "minimum"],
          problem: `the minimum is above the maximum, which is ${capacity.maximum}`,
          fix: "lower the minimum or raise the maximum",
        };
      }
    }
  },
});
