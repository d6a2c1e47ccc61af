import { z } from "zod";
import { text } from "./field";
import { githubId, githubOwner, githubRepository, gitlabProject, gitlabUrl } from "./rules/values/ci";

/** Whether the account's OIDC provider of this URL is ours to create, or exists already (an account holds one per URL). */
export const oidcProvider = z.enum(["create", "existing"]);

/**
 * Ids that GitHub never gives to another. Tokens carry them behind the names in the subject where the repository was made,
 * renamed or moved since 15 July 2026, or where it or its organization has turned that on; such tokens get no role without
 * them here, and tokens of other repositories none with them. docs/operations/pipelines.md says how to see which it is.
 */
export const immutableIds = z.strictObject({
  /** Id of the user or organization. */
  owner: text(githubId),
  /** Id of the repository. */
  repository: text(githubId),
});

/** Whether the account's OIDC provider of this issuer is made here, or exists already. @default "create" */
const provider = oidcProvider.default("create");

/**
 * The pipelines that deploy this environment.
 * @default - none: people deploy from their terminals
 */
export const ci = z
  .strictObject({
    /** GitHub Actions. @default - none */
    github: z
      .strictObject({
        /** User or organization. */
        owner: text(githubOwner),
        /** Name of the repository that holds this app, without its owner. */
        repository: text(githubRepository),
        provider,
        /**
         * Immutable ids in the subject claim: needed for repositories since 15 July 2026, and for those that have turned them
         * on. @default - none: tokens carry names alone
         */
        immutableIds: immutableIds.optional(),
      })
      .optional(),
    /** GitLab CI. @default - none */
    gitlab: z
      .strictObject({
        /** Address of GitLab, which is its OIDC issuer. @default "https://gitlab.com" */
        url: text(gitlabUrl).default("https://gitlab.com"),
        /** Full path of the project that holds this app, as in `tideline/platform/strata`. */
        project: text(gitlabProject),
        provider,
      })
      .optional(),
  })
  .prefault({});
