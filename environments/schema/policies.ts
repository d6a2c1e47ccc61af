import { z } from "zod";
import { exceptablePolicies, policyNames } from "../../constructs/policies/policy-names";
import { choice, list, text } from "./field";
import { slug } from "./primitives";
import { distinct } from "./rules/values/distinct";
import { exceptionReason } from "./rules/values/exception-reason";
import { imageSource } from "./rules/values/image-source";

const mode = choice(["enforce", "audit"]);

/** One app that one policy does not hold for. */
const exception = z.strictObject({
  /** The policy that does not hold. */
  policy: choice(exceptablePolicies),
  /** Name of the app's team. */
  team: text(),
  /** Name of the app. */
  app: slug,
  /** Why the app can't keep the policy, and what makes up for it. */
  reason: text(exceptionReason),
});

const modes = Object.fromEntries(policyNames.map((name) => [name, mode.optional()])) as Record<
  (typeof policyNames)[number],
  z.ZodOptional<typeof mode>
>;

/** What the cluster lets in. `docs/policies.md` tells what each policy asks for. */
export const policies = z
  .strictObject({
    /** Whether what breaks a policy is refused, or let through and reported. @default "enforce" */
    mode: mode.default("enforce"),
    /** Policies that go by another mode, such as a new one at first. @default - none */
    modes: z.strictObject(modes).prefault({}),
    /**
     * Registries, or folders and repositories of some such as `quay.io/tools`, that images may come from beside this
     * account's own in ECR, copies of public images included.
     * @default - the repositories of the images that apps name by reference
     */
    allowedRegistries: list(text(imageSource), distinct).optional(),
    /** Apps that a policy does not hold for. @default - none */
    exceptions: z.array(exception).default([]),
  })
  .prefault({});
