import { zonesOf } from "../../data/regions";
import { sectionRule } from "../section-rule";

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html */
export const zonesInRegion = sectionRule({
  code: "ENV_ZONE",
  states: "availability zones are those of the environment's region",
  needs: ["aws", "network"],
  *breaches({ aws, network }) {
    const known = zonesOf(aws.region);
    if (known.length === 0) return;
    for (const [index, zone] of network.zones.entries()) {
      if (!known.includes(zone)) {
        yield {
          path: ["network", "zones", index],
          problem: `${aws.region} has no such availability zone`,
          fix: `choose among ${known.join(", ")}`,
        };
      }
    }
  },
});
