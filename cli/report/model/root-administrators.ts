import type { ReportRole } from "./roles";

/**
 * Who stands above the platform, as ARN patterns: identity applies all roles, and at a terminal its own apply role is taken
 * by root administrators alone.
 */
export function rootAdministrators(roles: readonly ReportRole[]): readonly string[] {
  const root = roles.find(({ key }) => key === "identity-apply");
  const named = (root?.trust.Statement ?? []).flatMap(({ Effect, Condition = {} }) =>
    Effect === "Allow"
      ? ["ArnLike", "ArnEquals"].flatMap((operator) => [Condition[operator]?.["aws:PrincipalArn"] ?? []].flat())
      : [],
  );
  return [...new Set(named)].sort();
}
