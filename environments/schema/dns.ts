import { z } from "zod";
import { text } from "./field";
import { domainLength, domainShape, zoneId } from "./rules/values/domain";

export const dns = z.strictObject({
  /** Domain below which the apps are reached; the certificate covers it and one level below. */
  domain: text(domainShape, domainLength),
  /** The public hosted zone of the domain. */
  zone: z.discriminatedUnion("source", [
    /** `delegated` turns true once the parent zone names this zone's servers; until then nothing waits for DNS. */
    z.strictObject({
      source: z.literal("create"),
      delegated: z.boolean(),
      /**
       * Whether app-services may delete the zone, with every record in it: only once the ledger knows its id.
       * @default false
       */
      deletable: z.boolean().default(false),
    }),
    z.strictObject({ source: z.literal("existing"), zoneId: text(zoneId) }),
  ]),
});
