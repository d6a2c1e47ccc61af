import type { AppPipeline, Environment } from "../../environment";
import type { Path } from "../finding";
import { sectionRule } from "../section-rule";

interface Placed {
  readonly path: Path;
  readonly pipeline: AppPipeline;
}

/** The pipelines of all teams and apps, and where they stand. */
function pipelinesIn({ teams, apps }: Pick<Environment, "teams" | "apps">): readonly Placed[] {
  const placed = (section: string, entries: readonly { readonly pipeline?: AppPipeline }[]) =>
    entries.flatMap(({ pipeline }, index) => (pipeline ? [{ path: [section, index, "pipeline"], pipeline }] : []));
  return [...placed("teams", teams), ...placed("apps", apps)];
}

export const pipelineOfSomebody = sectionRule({
  code: "ENV_PIPELINE_NOBODY",
  states: "a pipeline names the repository whose jobs get its role",
  needs: ["teams", "apps"],
  *breaches(environment) {
    for (const { path, pipeline } of pipelinesIn(environment)) {
      if (!pipeline.github && !pipeline.gitlab) {
        yield {
          path,
          fix: 'write github: { owner: "...", repository: "..." } or gitlab: { project: "..." }, or leave it out',
        };
      }
    }
  },
});

/** https://docs.github.com/en/actions/reference/security/oidc: the subject of a job in an environment names no branch. */
export const pipelineSubject = sectionRule({
  code: "ENV_PIPELINE_SUBJECT",
  states: "jobs are known by their environment or by their branch: GitHub's subject holds one of them",
  needs: ["teams", "apps"],
  *breaches(environment) {
    for (const { path, pipeline } of pipelinesIn(environment)) {
      if (pipeline.github?.environment !== undefined && pipeline.github.branch !== undefined) {
        yield {
          path: [...path, "github", "branch"],
          fix: "leave it out, and let the environment's deployment branches in GitHub say which branch may use it",
        };
      }
    }
  },
});

/** An account holds one OIDC provider per URL, so all who use it must agree. */
export const pipelineIssuers = sectionRule({
  code: "ENV_PIPELINE_ISSUER",
  states: "all pipelines come from one GitHub and one GitLab, and agree on whether its provider exists",
  needs: ["ci", "teams", "apps"],
  *breaches({ ci, ...environment }) {
    for (const kind of ["github", "gitlab"] as const) {
      const stated = pipelinesIn(environment).flatMap(({ path, pipeline }) =>
        Object.entries(issuerOf(pipeline[kind])).map(([key, value]) => ({ path: [...path, kind, key], key, value })),
      );
      const known: Record<string, string> = { ...issuerOf(ci[kind]) };
      for (const { path, key, value } of stated) {
        const first = known[key] ?? value;
        known[key] = first;
        if (value !== first)
          yield {
            path,
            fix: `write "${first}", as ${ci[kind] ? `ci.${kind}` : "the first of them"} does, or leave it out`,
          };
      }
    }
  },
});

/** What a pipeline says of its issuer, as far as it says anything. */
function issuerOf(pipeline: { readonly provider?: string; readonly url?: string } | undefined): Record<string, string> {
  const { provider, url } = pipeline ?? {};
  return { ...(provider !== undefined && { provider }), ...(url !== undefined && { url }) };
}
