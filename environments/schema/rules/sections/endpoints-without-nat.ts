import { neededWithoutNat } from "../../../../constructs/network/endpoint-services";
import { sectionRule } from "../section-rule";

/** https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html */
export const endpointsWithoutNat = sectionRule({
  code: "ENV_NAT_ENDPOINTS",
  states: "without NAT, nodes and controllers reach AWS by interface endpoints alone",
  needs: ["network", "fileStorage", "databases", "queues"],
  *breaches({ network, fileStorage, databases, queues }) {
    if (network.source === "existing" || network.nat !== "none" || !network.endpoints) return;
    const { endpoints } = network;
    const needed = neededWithoutNat({
      fileStorage: fileStorage.enabled,
      databases: databases.length > 0,
      queues: queues.length > 0,
    });
    const missing = needed.filter((service) => !endpoints.includes(service));
    if (missing.length > 0) {
      yield {
        path: ["network", "endpoints"],
        problem: `network.nat is none, so nodes and controllers reach AWS by these endpoints alone, and they need ${missing.join(", ")} as well`,
        fix: "add what is missing, leave endpoints out to get all of them, or choose a NAT gateway",
      };
    }
  },
});
