import type { Environment } from "../../environments/schema/environment";

const page = "docs/operations/alerts.md";

/** Address of the runbook in the repository that deploys the environment; its path where no repository is named. */
export function runbookUrl({ github, gitlab }: Environment["ci"]): string {
  if (github) return `https://github.com/${github.owner}/${github.repository}/blob/HEAD/${page}`;
  return gitlab ? `${gitlab.url}/${gitlab.project}/-/blob/HEAD/${page}` : page;
}
