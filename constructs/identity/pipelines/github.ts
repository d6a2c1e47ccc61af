import type { OidcIssuer } from "../oidc-issuer";
import type { Job } from "../trust/job-trust";
import type { Pipeline } from "../trust/pipeline-trust";

export interface GithubRepository {
  readonly owner: string;
  readonly repository: string;
  readonly provider: "create" | "existing";
  /** Numbers of owner and repository, where the repository's subject claims carry them. @default - names only */
  readonly immutableIds?: { readonly owner: string; readonly repository: string };
}

export interface GithubJobProps extends GithubRepository {
  /** GitHub environment that the jobs run in. @default - none: jobs are known by their branch */
  readonly environment?: string;
  /** Branch that the jobs run on; said only where no environment is. @default "main" */
  readonly branch?: string;
}

/** Issuer of GitHub's tokens. */
export const githubHost = "token.actions.githubusercontent.com";

/**
 * GitHub Actions. Every role has a GitHub environment of its own, `<environment>-<stack>-<plan|apply|review>`, whose protection
 * rules say who approves; the subject then names that environment in place of the branch.
 *
 * Repositories made, renamed or moved since 15 July 2026 put immutable numbers behind the names
 * (`repo:owner@1/repository@2:…`), others may turn that on. One form is trusted, never both: without the numbers,
 * whoever gets a name that became free gets the role.
 * Source: GitHub docs, "OpenID Connect reference", immutable subject claims.
 */
export function github(repository: GithubRepository): Pipeline {
  return {
    issuer: issuerOf(repository),
    subject: ({ environment, stack, role }) =>
      `repo:${claimOf(repository)}:environment:${environment}-${stack}-${role}`,
  };
}

/** Jobs of any repository, by their environment or their branch. Those of pull requests have another subject. */
export function githubJob({ environment, branch = "main", ...repository }: GithubJobProps): Job {
  const place = environment === undefined ? `ref:refs/heads/${branch}` : `environment:${environment}`;
  return { issuer: issuerOf(repository), subject: `repo:${claimOf(repository)}:${place}` };
}

function issuerOf({ provider }: GithubRepository): OidcIssuer {
  return { id: "github", sid: "GitHub", host: githubHost, audience: "sts.amazonaws.com", provider };
}

function claimOf({ owner, repository, immutableIds: ids }: GithubRepository): string {
  return ids ? `${owner}@${ids.owner}/${repository}@${ids.repository}` : `${owner}/${repository}`;
}
