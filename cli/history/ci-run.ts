import type { ApplyRecord } from "./apply-record";

/**
 * Repository, run and person, as the variables of GitHub Actions and of GitLab say; none elsewhere. Who runs a job again
 * is the one who triggers it, and has it done.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables,
 * https://docs.gitlab.com/ci/variables/predefined_variables/
 */
export function ciRun(env: NodeJS.ProcessEnv): Pick<ApplyRecord, "repository" | "run" | "person"> {
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id, GITHUB_SERVER_URL: server } = env;
  if (env.GITHUB_ACTIONS === "true" && repository && id && server) {
    const person = env.GITHUB_TRIGGERING_ACTOR || env.GITHUB_ACTOR;
    return { repository, run: `${server}/${repository}/actions/runs/${id}`, ...(person && { person }) };
  }
  const { CI_PROJECT_PATH: project, CI_JOB_URL: run, GITLAB_USER_LOGIN: person } = env;
  if (env.GITLAB_CI !== "true" || !project || !run) return {};
  return { repository: project, run, ...(person && { person }) };
}
