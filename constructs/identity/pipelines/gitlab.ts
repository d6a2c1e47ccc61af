import type { Job } from "../trust/job-trust";
import type { Pipeline } from "../trust/pipeline-trust";

export interface GitlabProps {
  /** Address of GitLab, as in `https://gitlab.com`. */
  readonly url: string;
  /** Full path of the project. */
  readonly project: string;
  readonly provider: "create" | "existing";
  /** Protected branch whose jobs may deploy. @default "main" */
  readonly branch?: string;
}

/**
 * GitLab CI. GitLab's subject names project and ref and nothing else, and no other claim that AWS reads names the
 * environment. So stack and action can't be told apart here: every job on the branch may ask for every role, and who may
 * run one is for GitLab's protected branch and protected environments to say. Merge requests from other branches get no
 * role, not even to plan. Of gitlab.com, and of no other GitLab, AWS reads whether the branch is protected: it has to be.
 * Sources: GitLab docs, "OpenID Connect (OIDC) authentication using ID tokens"; gitlab-org/gitlab#477260 (components of
 * the subject); IAM User Guide, "IAM and AWS STS condition context keys", web identity federation.
 */
export function gitlab(props: GitlabProps): Pipeline {
  const { issuer, subject, claims } = gitlabJob(props);
  return { issuer, subject: () => subject, claims };
}

/** Jobs of any project, by their branch. */
export function gitlabJob({ url, project, provider, branch = "main" }: GitlabProps): Job {
  const { host } = new URL(url);
  return {
    // The audience that GitLab's own guide for AWS has the job ask for.
    issuer: { id: "gitlab", sid: "GitLab", host, audience: url, provider },
    subject: `project_path:${project}:ref_type:branch:ref:${branch}`,
    claims: host === "gitlab.com" ? { ref_protected: "true" } : {},
  };
}
