import { valueRule } from "../value-rule";

/** https://docs.github.com/en/actions/concepts/security/openid-connect. A wildcard would trust other people's workflows. */
export const githubOwner = valueRule<string>({
  code: "ENV_GITHUB_OWNER",
  states: "a GitHub owner is one user or organization: up to 39 letters, digits and single inner hyphens, no wildcard",
  fix: "write the first part of github.com/<owner>/<repository>",
  allows: (value) => value.length <= 39 && /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(value),
});

export const githubRepository = valueRule<string>({
  code: "ENV_GITHUB_REPOSITORY",
  states:
    "a GitHub repository is one name without its owner: up to 100 letters, digits, dots, hyphens and underscores, no wildcard",
  fix: "write the second part of github.com/<owner>/<repository>",
  allows: (value) => /^[\w.-]{1,100}$/.test(value) && !/^\.{1,2}$/.test(value),
});

/** https://docs.github.com/en/actions/reference/security/oidc: owner and repository ids in the subject. */
export const githubId = valueRule<string>({
  code: "ENV_GITHUB_ID",
  states: "an immutable id of GitHub is a number",
  fix: "write the id that `gh api repos/<owner>/<repository>` shows, as a text of digits",
  allows: (value) => /^[1-9]\d{0,19}$/.test(value),
});

/** The OIDC issuer must be this URL to the letter, so nothing may follow the host. */
export const gitlabUrl = valueRule<string>({
  code: "ENV_GITLAB_URL",
  states: "the URL of GitLab is https with a lower-case host, and nothing behind it",
  fix: "write it as in https://gitlab.com, without a slash at its end",
  allows: (value) => /^https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/.test(value),
});

/** https://docs.gitlab.com/user/reserved_names/ and https://docs.gitlab.com/ci/secrets/id_token_authentication/ */
export const gitlabProject = valueRule<string>({
  code: "ENV_GITLAB_PROJECT",
  states: "a GitLab project is its full path, group first, and no wildcard",
  fix: "write it as in tideline/platform/strata",
  allows: (value) => /^[A-Za-z0-9_][\w.-]*(\/[A-Za-z0-9_][\w.-]*)+$/.test(value),
});

/** https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments */
export const githubEnvironment = valueRule<string>({
  code: "ENV_GITHUB_ENVIRONMENT",
  states:
    "a GitHub environment is one name: up to 255 letters, digits, dots, slashes, hyphens and underscores, no wildcard",
  fix: "write the environment's name as GitHub shows it, as in production",
  allows: (value) => /^[\w./-]{1,255}$/.test(value),
});

/** https://git-scm.com/docs/git-check-ref-format. A wildcard would trust everybody who may push a branch. */
export const branchName = valueRule<string>({
  code: "ENV_BRANCH",
  states:
    "a branch is one name without refs/heads/: letters, digits, dots, single inner slashes, hyphens and underscores, no wildcard",
  fix: "write it as in main or release/2026",
  allows: (value) =>
    value.length <= 244 &&
    /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(value) &&
    !value.includes("..") &&
    !value.startsWith("refs/"),
});
