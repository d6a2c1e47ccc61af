import type { AppPipeline, Environment } from "../environments/schema/environment";

/** A pipeline as the environment declares it: a team's, or that of one app. */
export interface DeclaredPipeline {
  readonly team: string;
  /** @default - all of the team's apps */
  readonly app?: string;
  readonly pipeline: AppPipeline;
}

/** The pipelines of app teams: those that serve a team's apps together first. */
export function declaredPipelines({ teams, apps }: Pick<Environment, "teams" | "apps">): readonly DeclaredPipeline[] {
  return [
    ...teams.flatMap(({ name, pipeline }) => (pipeline ? [{ team: name, pipeline }] : [])),
    ...apps.flatMap(({ team, name, pipeline }) => (pipeline ? [{ team, app: name, pipeline }] : [])),
  ];
}
