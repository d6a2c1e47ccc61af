import { answerOf, asking } from "../asking/ask";
import { awsOfStack } from "../asking/aws-of-stack";
import { publicZoneId } from "../asking/zone-id";
import { type Check, type Line, ok, problem, skipped, warning } from "../check";

interface SigningKey {
  readonly Status: string;
  /** As in `12345 13 2 0A1B…`. */
  readonly DSRecord?: string;
}

export const signatures: Check = {
  id: "signatures",
  states: "the parent zone holds the DS record of a signed zone, so that resolvers look at its signatures",
  concerns: ["app-services", "apps"],
  async run(context) {
    const { domain, zone } = context.app.environment.dns;
    if (zone.source === "existing" || !zone.dnssec) return [skipped("dns.zone.dnssec is off")];
    return asking(context, async () => {
      const aws = (await awsOfStack(context, "app-services")) ?? context.aws;
      const id = await publicZoneId(context, aws);
      const { Status, KeySigningKeys: keys = [] } = await answerOf(aws, [
        "route53",
        "get-dnssec",
        { "hosted-zone-id": id },
      ]);
      if (Status?.ServeSignature !== "SIGNING") {
        return [
          problem(`${domain} is not signed (${Status?.ServeSignature})`, Status?.StatusMessage ?? "apply app-services"),
        ];
      }
      const signers = await context.resolver.signers(domain);
      if (signers.kind === "unanswered")
        return [skipped(`offline: no public resolver answers from here (${signers.reason})`)];
      return [judged(domain, keys, signers.records)];
    });
  },
};

function judged(domain: string, keys: readonly SigningKey[], signers: readonly string[]): Line {
  const own = keys
    .filter(({ Status }) => Status === "ACTIVE")
    .flatMap(({ DSRecord }) => (DSRecord ? [plain(DSRecord)] : []));
  const parent = domain.slice(domain.indexOf(".") + 1);
  const fix = `have ${parent} hold the DS record ${own.join(" or ")} for ${domain}`;
  if (signers.length === 0)
    return warning(`${parent} has no DS record for ${domain}: nobody looks at its signatures`, fix);
  if (signers.map(plain).some((one) => own.includes(one))) return ok(`${parent} holds the DS record of ${domain}`);
  return problem(`${parent} holds the DS record of another key: resolvers refuse all of ${domain}`, fix);
}

function plain(record: string): string {
  return record.trim().toUpperCase();
}
