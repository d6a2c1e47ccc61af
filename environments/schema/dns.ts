import { z } from "zod";
import { publicAcmeServers } from "./data/acme-servers";
import { text, texts } from "./field";
import { acmeServerName, acmeServerUrl, mailAddress, someAcmeServer } from "./rules/values/acme";
import { domainLength, domainShape, zoneId } from "./rules/values/domain";

/** Whether app-services may delete the zone, with every record in it: only once the ledger knows its id. @default false */
const deletable = z.boolean().default(false);

/** The domain of the apps, its zones and certificates. */
export const dns = z.strictObject({
  /** Domain below which the apps are reached; the certificate covers it and one level below. */
  domain: text(domainShape, domainLength),
  /** The public hosted zone of the domain. */
  zone: z.discriminatedUnion("source", [
    /** A zone that app-services makes. */
    z.strictObject({
      source: z.literal("create"),
      /** Whether the parent zone names this zone's servers; until it does nothing waits for DNS. */
      delegated: z.boolean(),
      deletable,
      /**
       * Whether Route 53 signs the zone, with a key of its own in us-east-1. Resolvers look at signatures once the parent
       * zone has the DS record that the contract of app-services holds. @default false
       */
      dnssec: z.boolean().default(false),
    }),
    /** A zone that is delegated already. */
    z.strictObject({
      source: z.literal("existing"),
      /** Id of the zone. */
      zoneId: text(zoneId),
    }),
  ]),
  /**
   * A hosted zone that only the VPC sees, for the hosts of internal load balancers. One of the same domain hides the public
   * zone from the VPC, so that it gets the public hosts as well.
   * @default - none: internal hosts have no names
   */
  privateZone: z
    .discriminatedUnion("source", [
      /** A zone that app-services makes. */
      z.strictObject({
        source: z.literal("create"),
        /** Its domain. @default - that of the public zone */
        domain: text(domainShape).optional(),
        deletable,
      }),
      /** One that is associated with the VPC already. */
      z.strictObject({
        source: z.literal("existing"),
        /** Id of the zone. */
        zoneId: text(zoneId),
        /** Its domain. @default - that of the public zone */
        domain: text(domainShape).optional(),
      }),
    ])
    .optional(),
  /**
   * Authorities from which pods get certificates of their own, for names in the public zone, once it is delegated. Load
   * balancers need none: theirs comes from ACM.
   * @default - none
   */
  acme: z
    .strictObject({
      /** Who is told of certificates that run out. */
      email: text(mailAddress),
      /** Addresses of directories, by the names of the issuers. @default - Let's Encrypt's, for production and for tests */
      servers: texts(acmeServerName, acmeServerUrl, someAcmeServer).default(publicAcmeServers),
    })
    .optional(),
});

export type DnsSettings = z.output<typeof dns>;
