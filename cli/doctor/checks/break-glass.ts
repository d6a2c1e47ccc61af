import { recordedOf } from "../../../constructs/ledger/ledger";
import { matchesArn } from "../../aws/arn-pattern";
import { answerOf, asking } from "../asking/ask";
import type { AwsCalls } from "../asking/aws-calls";
import { type Check, type Line, ok, problem, skipped, warning } from "../check";
import type { Context } from "../context";

export const breakGlass: Check = {
  id: "break-glass",
  states: "the break-glass role is there, and somebody who exists may assume it",
  run(context) {
    return asking(context, async () => {
      const { people } = context.app.environment;
      if (people.breakGlass.length === 0) {
        return [warning("people.breakGlass names nobody", "name a permission set that two people hold")];
      }
      const name = context.app.stack("identity").names.personRole("break-glass");
      const { Role: role } = await answerOf(context.aws, ["iam", "get-role", { "role-name": name }], ({ code }) =>
        code === "NoSuchEntity" ? missing(context, name) : undefined,
      );
      const untrusted = people.breakGlass.filter((one) => !trusted(role.AssumeRolePolicyDocument, one));
      if (untrusted.length > 0) {
        const text = `${name} does not trust ${untrusted.join(", ")}`;
        return [problem(text, "a root administrator applies identity, which the trust is part of")];
      }
      return [await usable(context, name, role.RoleLastUsed?.LastUsedDate)];
    });
  },
};

/** Before the first apply of identity there is none. */
function missing({ app }: Context, name: string): Line {
  const deployed = Object.keys(recordedOf(app.ledger, "identity").elements).length > 0;
  if (!deployed) return skipped(`there is no ${name} yet`);
  return problem(`there is no ${name}, though identity is deployed`, "a root administrator applies identity");
}

function trusted(document: unknown, principal: string): boolean {
  return JSON.stringify(document ?? {}).includes(JSON.stringify(principal));
}

async function usable(context: Context, name: string, lastUsed: string | undefined): Promise<Line> {
  const { people, aws } = context.app.environment;
  const own = people.breakGlass.filter((one) => one.includes(`::${aws.accountId}:role/`));
  const roles = await rolesIn(context.aws);
  const used = lastUsed ? `last used ${lastUsed.slice(0, 10)}` : "never used as far as AWS remembers";
  const absent = own.filter((pattern) => roles?.every((arn) => !matchesArn(pattern, arn)));
  const [first] = absent;
  if (first !== undefined && absent.length === people.breakGlass.length) {
    return problem(
      `nobody can break the glass: there is no role ${first}`,
      "assign the permission set in IAM Identity Center",
    );
  }
  return ok(`${name} trusts whom the environment names, ${used}`);
}

/** ARNs of the account's roles; undefined where the caller may not list them. */
async function rolesIn(aws: AwsCalls): Promise<readonly string[] | undefined> {
  const answer = await aws.call("iam", "list-roles");
  if (answer.kind !== "answered") return undefined;
  return (answer.content.Roles as readonly { readonly Arn: string }[]).map(({ Arn }) => Arn);
}
