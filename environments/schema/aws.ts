import { z } from "zod";
import { text, texts } from "./field";
import { accountId } from "./rules/values/account-id";
import { knownRegion, roomForControlPlane } from "./rules/values/region";
import { tagCount, tagKey, tagPrefix, tagValue } from "./rules/values/tags";

/** The AWS account and region that the environment is in. */
export const aws = z.strictObject({
  /** The one account of this environment; every provider refuses any other. Twelve digits. */
  accountId: text(accountId),
  /** Region of everything but the state, which may lie elsewhere. */
  region: text(knownRegion, roomForControlPlane),
  /**
   * Set of regions under one AWS: fixes the start of every ARN.
   * @default "aws"
   */
  partition: z.enum(["aws", "aws-cn", "aws-us-gov"]).default("aws"),
  /**
   * Tags on everything that takes tags, beside the platform's own `strata:` tags.
   * @default - none of your own
   */
  tags: texts(tagKey, tagValue, tagPrefix, tagCount).default({}),
});
