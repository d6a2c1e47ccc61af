import type { Pipeline } from "../trust/pipeline-trust";

export interface GithubProps {
  readonly owner: string;
  readonly repository: string;
  readonly provider: "create" | "existing";
  /** Numbers of owner and repository, where the repository's subject claims carry them. @default - names only */
  readonly immutableIds?: { readonly owner: string; readonly repository: string };
}

/**
 * GitHub Actions. Every role has a GitHub environment of its own, `<environment>-<stack>-<plan|apply>`, whose protection
 * rules say who approves; the subject then names that environment in place of the branch.
 *
 * Repositories created, renamed or moved since summer 2026 put immutable numbers behind the names
 * (`repo:owner@1/repository@2:…`), others may turn that on. One form is trusted, never both: without the numbers,
 * whoever gets a name that became free gets the role.
 * Source: GitHub docs, "OpenID Connect reference", immutable subject claims.
 */
export function github({ owner, repository, provider, immutableIds: ids }: GithubProps): Pipeline {
  const source = ids ? `${owner}@${ids.owner}/${repository}@${ids.repository}` : `${owner}/${repository}`;
  return {
    issuer: {
      id: "github",
      sid: "GitHub",
      host: "token.actions.githubusercontent.com",
      audience: "sts.amazonaws.com",
      provider,
    },
    subject: ({ environment, stack, action }) => `repo:${source}:environment:${environment}-${stack}-${action}`,
  };
}
