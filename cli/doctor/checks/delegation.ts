import { answerOf, asking } from "../asking/ask";
import { awsOfStack } from "../asking/aws-of-stack";
import { plainName } from "../asking/resolver";
import { publicZoneId } from "../asking/zone-id";
import { type Check, type Line, ok, problem, skipped, warning } from "../check";
import type { Context } from "../context";

export const delegation: Check = {
  id: "delegation",
  states: "the parent zone names the servers of the environment's public zone, as the environment says",
  concerns: ["app-services", "apps"],
  run(context) {
    return asking(context, async () => {
      const aws = (await awsOfStack(context, "app-services")) ?? context.aws;
      const id = await publicZoneId(context, aws);
      const { DelegationSet: set = {} } = await answerOf(aws, ["route53", "get-hosted-zone", { id }], ({ code }) =>
        code === "NoSuchHostedZone"
          ? problem(`there is no zone ${id}`, "look at dns.zone, or at the ledger")
          : undefined,
      );
      const own = ((set.NameServers ?? []) as readonly string[]).map(plainName).sort();
      const named = await context.resolver.nameServers(context.app.environment.dns.domain);
      if (named.kind === "unanswered")
        return [skipped(`offline: public resolvers do not answer from here (${named.reason})`)];
      return [judged(context, own, named.records)];
    });
  },
};

function judged({ app }: Context, own: readonly string[], named: readonly string[]): Line {
  const { domain, zone } = app.environment.dns;
  const parent = domain.slice(domain.indexOf(".") + 1);
  const expected = zone.source === "existing" || zone.delegated;
  const fix = `have ${parent} hold an NS record ${domain} with ${own.join(", ")}`;
  if (named.length === 0) {
    if (expected) return problem(`the parent zone names no servers of ${domain}, though the environment says so`, fix);
    return warning(`the parent zone names no servers of ${domain} yet`, `${fix}, then write dns.zone.delegated: true`);
  }
  if (named.join() !== own.join()) return problem(`the parent zone names ${named.join(", ")} for ${domain}`, fix);
  if (expected) return ok(`${parent} names the servers of ${domain}`);
  return warning(
    `${parent} names the servers of ${domain}, and the environment says it doesn't`,
    "write dns.zone.delegated: true, so that certificates are issued",
  );
}
