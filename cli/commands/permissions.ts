import { deployerRolesOf } from "../../constructs/identity/deployer-roles";
import { knownIdsOf } from "../../constructs/ledger/recorded-grants";
import { catalogue } from "../../constructs/permissions/catalogue/catalogue";
import { derive } from "../../constructs/permissions/derive";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { type Sharding, stackIdsOf, stackWords } from "../../constructs/stack/shards";
import { deployerRoles } from "../../constructs/stack/stack-id";
import { nearest } from "../../environments/schema/nearest";
import { checkedPlatform } from "../checked-platform";
import { type Arguments, type Command, CommandError } from "../command";
import { roleKinds } from "../permissions/other-roles";
import { allRolesOf, type Deployer, type Role, rolesOf } from "../permissions/roles";
import { rolesText } from "../permissions/roles-text";
import { type Asker, actionsAsked, askersOf, recordedAskers } from "../permissions/why";
import { whyText } from "../permissions/why-text";
import { propsFrom } from "../run-app";

const help = `Prints what the deployers of the stacks may do in AWS, and what asks for it, or what the other roles may do.

Usage: npx platform permissions [stack] [--role plan|apply|review] [--why <action>] [--json]
       npx platform permissions <kind or role> [--json]

  stack           one of ${stackWords}; default all
  kind            one of ${roleKinds.join(", ")}: all roles of that boundary
  role            the name of a role, whole or without strata-<environment>-, such as ctl-karpenter
  --role          plan, apply or review; default all
  --why <action>  which resources ask for this action, to create, read, update or delete themselves, or "as recorded" in
                  the ledger: left out of the sources or changed, and not retired yet
  --json          for programs, with whole ARNs and condition blocks
  ENVIRONMENT     a file of environments/, default demo

ARNs of the environment's own account and region are shown by their last part. "its tags: demo/apps" means that the thing
bears strata:environment = demo and strata:stack = apps; "tags given" means that the request gives it those.

Exit code: 0 printed, 1 error.

Example: npx platform permissions managed-infrastructure --why ec2:CreateSubnet
`;

export const permissions: Command = {
  name: "permissions",
  summary: "what the deployers of the stacks may do, and why",
  help,
  options: { role: { type: "string" }, why: { type: "string" }, json: { type: "boolean" } },
  run(args, shell) {
    const { environment: declared } = propsFrom({ ENVIRONMENT: shell.ENVIRONMENT });
    const other = otherIn(args, declared);
    const wanted = wantedRoles(args, declared);
    const action = actionOf(args);
    const app = checkedPlatform(shell);
    const deployers = rolesOf(app).filter(wanted);
    if (action !== undefined) return { output: why(app, action, deployers, wanted, args.values.json === true) };
    const roles = other === undefined ? deployers : theOthers(app, other);
    const { name: environment, aws } = app.environment;
    return { output: args.values.json ? json({ environment, roles }) : rolesText(roles, aws) };
  },
};

type Wanted = (role: Pick<Role, "stack" | "role">) => boolean;

/** What is named and is no stack. Only deployers have several roles, which resources ask for. */
function otherIn({ values, positionals: [named, surplus] }: Arguments, sharding: Sharding): string | undefined {
  if (surplus !== undefined) throw refused(`it takes one stack, kind or role, and ${surplus} is one too many`);
  if (named === undefined || isStack(named, sharding)) return undefined;
  const option = ["role", "why"].find((one) => values[one] !== undefined);
  // A stack's name that is spelled wrong, more likely than a role's.
  if (option !== undefined) oneOf("stack", named, stackIdsOf(sharding));
  return named;
}

function isStack(named: string, sharding: Sharding): boolean {
  return stackIdsOf(sharding).some((stack) => stack === named);
}

/** Roles of a kind, or the one of that name. */
function theOthers(app: PlatformApp, named: string): readonly Role[] {
  const all = allRolesOf(app);
  const found = all.filter(({ stack, role, roleArn }) => [stack, role, roleArn.split("/").at(-1)].includes(named));
  const others = all.filter(({ stack }) => !isStack(stack, app.environment)).map(({ role }) => role);
  const known = [...stackIdsOf(app.environment), ...roleKinds, ...others];
  if (found.length === 0) oneOf("stack, kind or role", named, known);
  return found;
}

function wantedRoles({ values, positionals: [named] }: Arguments, sharding: Sharding): Wanted {
  const stack = named !== undefined && isStack(named, sharding) ? named : undefined;
  if (values.role !== undefined) oneOf("role", String(values.role), deployerRoles);
  return (one) => (stack ?? one.stack) === one.stack && (values.role ?? one.role) === one.role;
}

function oneOf(kind: string, value: string, known: readonly string[]): void {
  if (known.includes(value)) return;
  const guess = nearest(value, known);
  throw refused(`there is no ${kind} ${value}, ${guess ? `did you mean ${guess}?` : `but ${known.join(", ")}`}`);
}

function actionOf({ values: { why: action } }: Arguments): string | undefined {
  if (action === undefined) return undefined;
  if (/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(String(action))) return String(action);
  throw refused(`--why takes one action, as in ec2:CreateSubnet, not ${action}`);
}

function why(app: PlatformApp, action: string, roles: readonly Deployer[], wanted: Wanted, asJson: boolean): string {
  const finished = app.resolveAll();
  const { resources } = derive(finished, catalogue, { knownIds: knownIdsOf(app.ledger) });
  const recorded = recordedAskers(action, app.ledger, resources);
  const holders: readonly string[] = [...deployerRolesOf(app.environment), "administrator"];
  const askers = [...askersOf(action, resources, roles), ...recorded]
    .map((asker) => ({ ...asker, roles: asker.roles.filter((role) => holders.includes(role)) }))
    .filter((asker) => heldBy(asker, wanted));
  const { name: environment, aws } = app.environment;
  return asJson
    ? json({ environment, action, askedBy: askers })
    : whyText(action, askers, actionsAsked(resources, roles), aws);
}

/** Whether one of the roles that are looked at has it, or, unless one is picked out, an administrator. */
function heldBy({ stack, roles }: Asker, wanted: Wanted): boolean {
  const all = deployerRoles.every((role) => wanted({ stack, role }));
  return roles.some((role) => (role === "administrator" ? all : wanted({ stack, role })));
}

function refused(problem: string): CommandError {
  return new CommandError(
    `platform permissions: ${problem}${problem.endsWith("?") ? "" : ";"} npx platform permissions --help shows its usage`,
  );
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
