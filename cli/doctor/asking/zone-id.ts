import { findId } from "../../../constructs/ledger/find-id";
import { skipped } from "../check";
import type { Context } from "../context";
import { answerOf, found } from "./ask";
import type { AwsCalls } from "./aws-calls";
import { plainName } from "./resolver";

interface HostedZone {
  readonly Id: string;
  readonly Name: string;
  readonly Config?: { readonly PrivateZone?: boolean };
}

/** Id of the environment's public zone: from the environment, from the ledger, or the only one of that name in the account. */
export async function publicZoneId({ app }: Context, aws: AwsCalls): Promise<string> {
  const { domain, zone } = app.environment.dns;
  if (zone.source === "existing") return zone.zoneId;
  const known = findId(app.ledger, "app-services", "aws_route53_zone", domain);
  if (known !== "*") return known;
  const { HostedZones: zones = [] } = await answerOf(aws, [
    "route53",
    "list-hosted-zones-by-name",
    { "dns-name": domain, "max-items": "10" },
  ]);
  const named = (zones as readonly HostedZone[]).filter(
    ({ Name, Config }) => plainName(Name) === plainName(domain) && !Config?.PrivateZone,
  );
  const [only, another] = named;
  if (only === undefined) throw found(skipped(`there is no zone ${domain} yet`));
  if (another) {
    const fix = "run npx platform permissions record, which writes down the id of the platform's";
    throw found(skipped(`the account has ${named.length} public zones ${domain}`, fix));
  }
  return only.Id.replace("/hostedzone/", "");
}
