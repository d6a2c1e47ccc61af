import { awsManagedPolicies } from "../../../constructs/identity/aws-managed-policies";
import type { Statement } from "../../../constructs/identity/policy-document";
import { onlyReads } from "./access-level";
import type { ReportRole } from "./roles";

/**
 * Policies of AWS's that leave IAM as it is but for service-linked roles. Any other may change it: what it says is AWS's.
 * Source: AWS Managed Policy Reference Guide.
 */
const harmless: readonly string[] = [
  ...awsManagedPolicies,
  "AmazonSSMManagedInstanceCore",
  "PowerUserAccess",
  "ReadOnlyAccess",
  "SecurityAudit",
  "job-function/ViewOnlyAccess",
];

/** To use a role is no change of it, and a service-linked role is what its service says. */
const noChange = ["iam:passrole", "iam:createservicelinkedrole", "iam:deleteservicelinkedrole"];

const ofAws = "all of AWS's policy ";

/**
 * Whether a role may change IAM: policies allow an action of IAM that does not only read, or are AWS's and may, and the
 * boundary lets it. Resources and conditions are not weighed, nor are prohibitions that hold for some of them alone.
 */
export function mayChangeIam({ policies, boundary }: ReportRole): boolean {
  const statements = policies.flatMap(({ document }) => document.Statement);
  const bounds = boundary.Statement;
  const wanted = statements.filter(allows).flatMap(iamActions);
  return wanted.some(
    (action) =>
      bounds.filter(allows).some((one) => iamActions(one).some((bound) => overlap(action, bound))) &&
      ![...statements, ...bounds].some((one) => deniesEverywhere(one, action)),
  );
}

const allows = ({ Effect }: Statement) => Effect === "Allow";

/** Patterns of the changes of IAM that a statement names. */
function iamActions({ Action, NotAction = [] }: Statement): readonly string[] {
  if (!Action) return NotAction.some((one) => ["*", "iam:*"].includes(one)) ? [] : ["iam:*"];
  return Action.map(meaning).filter((action) => overlap(action, "iam:*") && !onlyReads(action) && !isNoChange(action));
}

/** What an action comes to in IAM: a policy of AWS's that is not known for harmless is everything. */
function meaning(action: string): string {
  if (!action.startsWith(ofAws)) return includes(action, "iam:*") ? "iam:*" : action;
  return harmless.includes(action.slice(ofAws.length)) ? "" : "iam:*";
}

const isNoChange = (action: string) => noChange.includes(action.toLowerCase());

function deniesEverywhere({ Effect, Action, NotAction, Resource, Condition = {} }: Statement, action: string): boolean {
  if (Effect !== "Deny" || Object.keys(Condition).length > 0 || !Resource?.includes("*")) return false;
  return Action ? Action.some((one) => includes(one, action)) : !NotAction?.some((one) => overlap(one, action));
}

/** Whether a pattern matches all that another stands for. */
function includes(wide: string, narrow: string): boolean {
  const pattern = wide
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, "[^*]");
  return new RegExp(`^${pattern}$`, "i").test(narrow);
}

/** Whether any action matches both patterns. Names of actions know no case. */
function overlap(one: string, other: string): boolean {
  if (one === "" || other === "") return /^\**$/.test(one + other);
  const [first = "", second = ""] = [one[0], other[0]];
  if (first === "*") return overlap(one.slice(1), other) || overlap(one, other.slice(1));
  if (second === "*") return overlap(other, one);
  const same = first.toLowerCase() === second.toLowerCase() || first === "?" || second === "?";
  return same && overlap(one.slice(1), other.slice(1));
}
