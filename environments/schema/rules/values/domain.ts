import { valueRule } from "../value-rule";

const label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
const domainPattern = new RegExp(`^(${label}\\.)+(?!\\d+$)${label}$`);
const labelPattern = new RegExp(`^${label}$`);

/** https://datatracker.ietf.org/doc/html/rfc1035#section-2.3.4: labels of up to 63 characters. */
export const domainShape = valueRule<string>({
  code: "ENV_DOMAIN",
  states:
    "a domain has two or more lower-case labels of 1 to 63 letters, digits and inner hyphens, and no dot at its end",
  fix: "write it as in shop.example.com",
  allows: (value) => domainPattern.test(value),
});

/**
 * https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html: the first name of a certificate is
 * its common name, 64 characters by RFC 5280. The platform's certificate covers `*.<domain>`, which takes two of them.
 */
export const domainLength = valueRule<string>({
  code: "ENV_DOMAIN_LENGTH",
  states: "a domain has up to 62 characters, since a certificate's name has 64 and covers *.<domain>",
  problem: (value) =>
    `it has ${value.length} characters, and 62 are allowed, since a certificate's name has 64 and covers *.<domain>`,
  fix: "choose a shorter domain",
  allows: (value) => value.length <= 62,
});

/** https://datatracker.ietf.org/doc/html/rfc1035#section-2.3.4 */
export const subdomainShape = valueRule<string>({
  code: "ENV_SUBDOMAIN",
  states:
    "a subdomain is one label of 1 to 63 lower-case letters, digits and inner hyphens: the certificate covers one level",
  fix: "write one label, as in shop",
  allows: (value) => labelPattern.test(value),
});

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZone.html */
export const zoneId = valueRule<string>({
  code: "ENV_ZONE_ID",
  states: "the id of a hosted zone is Z with 7 to 31 capital letters and digits",
  fix: "write the id that `aws route53 list-hosted-zones` shows, without /hostedzone/",
  allows: (value) => /^Z[A-Z0-9]{7,31}$/.test(value),
});
