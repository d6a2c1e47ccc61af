import { z } from "zod";
import { choice, number } from "./field";
import { rateLimit } from "./rules/values/rate-limit";
import { logRetention } from "./rules/values/retention";

/** What becomes of requests that a group of AWS's rules objects to. */
const managed = choice(["block", "count", "off"]);

/**
 * The web ACL of AWS WAF before the public load balancers. It costs by the month, by rule and by request.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
export const waf = z
  .strictObject({
    /** Whether there is a web ACL. @default - true where the load balancer controller reaches AWS WAF, which it does not without NAT */
    enabled: z.boolean().optional(),
    /** Groups of rules that AWS keeps. */
    managedRules: z
      .strictObject({
        /** Addresses that Amazon knows for bots and worse. @default "block" */
        ipReputation: managed.default("block"),
        /** What OWASP's list of risks names, such as scripts and paths where none belong. @default "block" */
        common: managed.default("block"),
        /** Requests that exploit known holes, Log4j's among them. @default "block" */
        knownBadInputs: managed.default("block"),
        /** SQL in requests. @default "block" */
        sqlInjection: managed.default("block"),
      })
      .prefault({}),
    /** What becomes of an address that asks too often. */
    rateLimit: z
      .strictObject({
        /** Requests from one address in five minutes; those beyond it are refused until it is less again. @default 2000 */
        requests: number(rateLimit).default(2000),
        /** What becomes of the requests beyond it. @default "block" */
        action: choice(["block", "count"]).default("block"),
      })
      .prefault({}),
    /** Requests that are logged: those that a rule objected to, or each one. @default "matched" */
    logged: choice(["matched", "all"]).default("matched"),
    /** Days that the log is kept: one of the values that CloudWatch Logs takes. @default 90 */
    logRetentionDays: number(logRetention).default(90),
  })
  .prefault({});

export type WafSettings = z.output<typeof waf>;
