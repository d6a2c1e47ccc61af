import type { Names } from "../../../constructs/names";
import { type DeployerAction, deployerRoles, type StackId } from "../../../constructs/stack/stack-id";
import { like } from "../../aws/arn-pattern";
import { asking } from "../asking/ask";
import type { Caller } from "../asking/caller";
import { assumed } from "../asking/sessions";
import { type Check, type Line, ok, problem, skipped, warning } from "../check";
import type { Context } from "../context";

export const role: Check = {
  id: "role",
  states: "the credentials are, or lead to, the role that deploys the stack",
  run(context) {
    if (context.app.environment.state.kind === "hcp-terraform") {
      return [skipped("each workspace of HCP Terraform chooses the roles of its runs")];
    }
    return asking(context, async () => {
      const { deployAs } = context;
      if (deployAs) return Promise.all(context.stacks.map((stack) => mayAssume(context, stack, deployAs)));
      return [ownRole(context, (await context.caller()) as Extract<Caller, { kind: "known" }>)];
    });
  },
};

async function mayAssume(context: Context, stack: StackId, action: DeployerAction): Promise<Line> {
  const name = namesOf(context).deployerRole(stack, action);
  const session = await assumed(context, stack, action);
  if (session.kind === "answered") return ok(`${name} can be assumed`);
  if (session.kind === "unasked") return skipped(session.reason);
  const fix = `look that identity is deployed, and that these credentials are among those whom ${name} trusts`;
  return problem(`${name} can't be assumed: ${session.code}`, fix);
}

/** What the caller is, and whether that deploys the stack which is looked at. */
function ownRole(context: Context, { arn, role: name = "" }: Extract<Caller, { kind: "known" }>): Line {
  const own = deployerOf(context, name);
  if (own) return asDeployer(context, name, own);
  if (isRootAdministrator(context, arn, name)) return asAdministrator(context);
  const whose = name === "" ? arn : name;
  const [stack] = context.oneStack ? context.stacks : [];
  return warning(
    `${whose} deploys no stack, and is no root administrator`,
    `set DEPLOY_AS=plan or DEPLOY_AS=apply, so that Terraform assumes the role of ${stack ?? "each stack"}`,
  );
}

function asDeployer({ oneStack, stacks }: Context, name: string, own: StackId): Line {
  const [stack] = stacks;
  if (!oneStack || stack === own) return ok(`${name} deploys ${own}, and no other stack`);
  return problem(`${name} deploys ${own}, and not ${stack}`, `assume the role of ${stack}`);
}

function asAdministrator({ oneStack, stacks }: Context): Line {
  const [stack] = stacks;
  if (!oneStack || stack === "identity") return ok("a root administrator, who applies identity and bootstraps");
  return warning(
    `a root administrator, whom neither the state of ${stack} nor the cluster is meant for`,
    "set DEPLOY_AS=plan or DEPLOY_AS=apply, so that Terraform assumes the stack's own role",
  );
}

function deployerOf(context: Context, role: string): StackId | undefined {
  const names = namesOf(context);
  const ids = context.app.stacks.map(({ id }) => id);
  return ids.find((stack) => deployerRoles.some((one) => names.deployerRole(stack, one) === role));
}

/** By the name, which is unique in an account: the ARN of a session leaves the role's path out. */
function isRootAdministrator({ app }: Context, arn: string, role: string): boolean {
  return app.environment.rootAdministrators.some((pattern) => {
    if (pattern === arn) return true;
    const last = pattern.slice(pattern.lastIndexOf("/") + 1);
    return pattern.includes(":role/") && role !== "" && like(last, role);
  });
}

function namesOf({ app }: Context): Names {
  return app.stack("identity").names;
}
