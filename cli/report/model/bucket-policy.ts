import type { PolicyDocument, Statement } from "../../../constructs/identity/policy-document";
import { covers, type Right } from "../../permissions/rights";

/** Whether a policy that denies all but the principals it names lets this one do it. */
export function letsPass({ Statement }: PolicyDocument, principal: string, action: string, resource: string): boolean {
  return !Statement.some((one) => one.Effect === "Deny" && refuses(one, principal, action, resource));
}

function refuses(statement: Statement, principal: string, action: string, resource: string): boolean {
  const { Action, NotAction = [], Resource = [], Condition = {} } = statement;
  // Other conditions ask how the request is made, such as by plain HTTP: Terraform makes it as it should be.
  const excepted = Condition.ArnNotLike?.["aws:PrincipalArn"];
  if (excepted === undefined || [excepted].flat().some((arn) => covered("Allow", "*", arn, principal))) return false;
  const meant = Action
    ? Action.some((one) => covered("Deny", one, "*", "*", action))
    : !NotAction.some((one) => covered("Deny", one, "*", "*", action));
  return meant && Resource.some((one) => covered("Deny", "*", one, resource));
}

function covered(effect: Right["effect"], action: string, wide: string, narrow: string, wanted = action): boolean {
  const right = (of: string, resource: string): Right => ({
    source: "policy",
    effect,
    action: of,
    resource,
    conditions: {},
  });
  return covers(right(action, wide), right(wanted, narrow));
}
