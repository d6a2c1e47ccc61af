import type { ApplyRecord } from "./apply-record";

/**
 * Repository and run, as the variables of GitHub Actions and of GitLab say; none elsewhere.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables,
 * https://docs.gitlab.com/ci/variables/predefined_variables/
 */
export function ciRun(env: NodeJS.ProcessEnv): Pick<ApplyRecord, "repository" | "run"> {
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id, GITHUB_SERVER_URL: server } = env;
  if (env.GITHUB_ACTIONS === "true" && repository && id && server) {
    return { repository, run: `${server}/${repository}/actions/runs/${id}` };
  }
  const { CI_PROJECT_PATH: project, CI_JOB_URL: run } = env;
  return env.GITLAB_CI === "true" && project && run ? { repository: project, run } : {};
}
