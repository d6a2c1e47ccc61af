import { reachesInternet } from "../../../../constructs/network/reaches-internet";
import { sectionRule } from "../section-rule";

/** Nothing leads from a closed network to AWS WAF, and the controller that puts the web ACL before load balancers waits for it. */
export const wafReachable = sectionRule({
  code: "ENV_WAF_UNREACHABLE",
  states: "without NAT, the load balancer controller reaches no AWS WAF",
  needs: ["network", "waf"],
  *breaches({ network, waf }) {
    if (reachesInternet(network) || !waf.enabled) return;
    yield { path: ["waf", "enabled"], fix: "leave it out, or choose a NAT gateway" };
  },
});
