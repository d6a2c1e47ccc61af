import { like } from "../../aws/arn-pattern";
import { serviceOf } from "../model/access-level";
import type { ShownStatement } from "./data";

/**
 * Whether a statement allows what a word of a search names: an action (`s3:PutObject`, which `s3:*` allows as well) or
 * an ARN (which `*` reaches as well, where any action is of its service). In lower case. Conditions are not weighed.
 */
export function grants(statement: ShownStatement, word: string): boolean {
  if (statement.effect !== "Allow") return false;
  if (word.startsWith("arn:")) return reaches(statement, word);
  return /^[\w-]+:\w+$/.test(word) && allows(statement, word);
}

function allows({ actions, allButActions }: ShownStatement, action: string): boolean {
  return actions.some((one) => standsFor(one, action)) !== allButActions;
}

function reaches({ actions, allButActions, resources, allButResources }: ShownStatement, arn: string): boolean {
  const [, , service = "", , , ...rest] = arn.split(":");
  const concerned = allButActions || actions.some((one) => standsFor(one, `${service}:`) || serviceOf(one) === service);
  // Near ARNs are shown by their last part, after the service where that is not the action's.
  const names = [arn, rest.join(":"), `${service} ${rest.join(":")}`];
  const named = resources.some((one) => names.some((name) => fits(one, name)));
  return concerned && named !== allButResources;
}

/** Policies of AWS that allow nearly all, of which a statement says the name alone, and the services that they leave out. */
const wide: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: [],
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/PowerUserAccess.html
  PowerUserAccess: ["iam", "organizations", "account"],
};

function standsFor(pattern: string, action: string): boolean {
  const leftOut = wide[pattern.split(" ").at(-1) ?? ""];
  return leftOut ? !leftOut.includes(serviceOf(action)) : fits(pattern, action);
}

function fits(pattern: string, text: string): boolean {
  const lower = pattern.toLowerCase();
  return /[*?]/.test(lower) ? like(lower, text) : lower === text;
}
