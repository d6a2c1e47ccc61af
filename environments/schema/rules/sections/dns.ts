import { reachesInternet } from "../../../../constructs/network/reaches-internet";
import { sectionRule } from "../section-rule";

/** A zone that nobody finds is signed for nobody, and a wrong order of steps makes a domain fail for everybody. */
export const signedAfterDelegation = sectionRule({
  code: "ENV_DNSSEC_UNDELEGATED",
  states: "a zone is signed once it is delegated",
  needs: ["dns"],
  *breaches({ dns: { zone } }) {
    if (zone.source === "existing" || zone.delegated || !zone.dnssec) return;
    yield {
      path: ["dns", "zone", "dnssec"],
      fix: "leave it out until the parent zone names this zone's servers and delegated is true",
    };
  },
});

/** Route 53 signs with keys of AWS's commercial regions: https://docs.amazonaws.cn/en_us/aws/latest/userguide/route53.html */
export const signedInPartition = sectionRule({
  code: "ENV_DNSSEC_PARTITION",
  states: "the platform signs zones in AWS's commercial regions alone",
  needs: ["aws", "dns"],
  *breaches({ aws, dns: { zone } }) {
    if (aws.partition === "aws" || zone.source === "existing" || !zone.dnssec) return;
    yield { path: ["dns", "zone", "dnssec"], fix: "leave it out" };
  },
});

export const acmeReachable = sectionRule({
  code: "ENV_ACME_UNREACHABLE",
  states: "without NAT, cert-manager reaches no ACME server",
  needs: ["network", "dns"],
  *breaches({ network, dns }) {
    if (reachesInternet(network) || !dns.acme) return;
    yield { path: ["dns", "acme"], fix: "leave it out, or choose a NAT gateway" };
  },
});
