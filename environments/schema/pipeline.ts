import { z } from "zod";
import { immutableIds, oidcProvider } from "./ci";
import { text } from "./field";
import {
  branchName,
  githubEnvironment,
  githubOwner,
  githubRepository,
  gitlabProject,
  gitlabUrl,
} from "./rules/values/ci";

/**
 * Jobs of an app team's own repository, which get a role that pushes images and looks at the team's namespace. What
 * runs is changed by a change to this environment, as in a pull request with the new image's digest.
 */
export const pipeline = z.strictObject({
  /** GitHub Actions. @default - none */
  github: z
    .strictObject({
      /** User or organization. */
      owner: text(githubOwner),
      /** Name of the repository, without its owner. */
      repository: text(githubRepository),
      /** GitHub environment whose jobs get the role, in place of a branch's. @default - jobs of the branch get it */
      environment: text(githubEnvironment).optional(),
      /** Branch whose jobs get the role. @default - "main", where no environment is named */
      branch: text(branchName).optional(),
      /**
       * Immutable ids in the subject claim: needed for repositories since 15 July 2026, and for those that have turned them
       * on. @default - none: tokens carry names alone
       */
      immutableIds: immutableIds.optional(),
      /** As of `ci.github`. @default - that of `ci.github`, else "create" */
      provider: oidcProvider.optional(),
    })
    .optional(),
  /** GitLab CI. @default - none */
  gitlab: z
    .strictObject({
      /** Full path of the project, as in `tideline/storefront/web`. */
      project: text(gitlabProject),
      /** Branch whose jobs get the role. @default "main" */
      branch: text(branchName).default("main"),
      /** Address of GitLab. @default - that of `ci.gitlab`, else "https://gitlab.com" */
      url: text(gitlabUrl).optional(),
      /** As of `ci.gitlab`. @default - that of `ci.gitlab`, else "create" */
      provider: oidcProvider.optional(),
    })
    .optional(),
});
