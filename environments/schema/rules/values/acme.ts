import { entryRule, valueRule } from "../value-rule";

type Servers = Readonly<Record<string, string>>;

/** Whoever reads it is a person: the shape is all that is held against it. https://datatracker.ietf.org/doc/html/rfc8555#section-7.3 */
export const mailAddress = valueRule<string>({
  code: "ENV_ACME_EMAIL",
  states: "the contact of an ACME account is a mail address",
  fix: "write it as in certificates@example.com",
  allows: (value) => /^[^\s@:,;<>]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value),
});

/** The issuer and the Secret of its account bear the name. */
export const acmeServerName = entryRule<Servers>({
  code: "ENV_ACME_NAME",
  states: "the name of an issuer starts with a letter and has up to 52 lower-case letters, digits and single hyphens",
  fix: "write it as in letsencrypt-production",
  offenders: (servers) =>
    Object.keys(servers).filter((name) => name.length > 52 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)),
});

/** https://datatracker.ietf.org/doc/html/rfc8555#section-6.1: ACME is HTTPS only. Pods leave by port 443. */
export const acmeServerUrl = entryRule<Servers>({
  code: "ENV_ACME_SERVER",
  states: "the directory of an ACME server is an HTTPS address without port or credentials",
  fix: "write it as in https://acme-v02.api.letsencrypt.org/directory",
  offenders: (servers) =>
    Object.entries(servers).flatMap(([name, url]) => (/^https:\/\/[a-z0-9.-]+\/[^\s]*$/i.test(url) ? [] : [name])),
});

export const someAcmeServer = valueRule<Servers>({
  code: "ENV_ACME_NONE",
  states: "certificates come from at least one ACME server",
  fix: "name one, or leave servers out to get Let's Encrypt's",
  allows: (servers) => Object.keys(servers).length > 0,
});
