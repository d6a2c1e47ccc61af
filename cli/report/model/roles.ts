import { otherRoles } from "../../permissions/other-roles";
import type { Role } from "../../permissions/roles";
import type { Output } from "../output/output";

/** A role of the platform as the report shows it. */
export interface ReportRole extends Role {
  /** What addresses within the report call it, unique: its name without the environment's part, such as `apps-apply`. */
  readonly key: string;
  /** `deployers`, or the kind of another role: `people`, `pipelines`, `controllers`, `workloads`. */
  readonly kind: string;
}

/** All roles that the output declares: deployers first, in the order of their stacks. */
export function rolesIn(output: Output): readonly ReportRole[] {
  const deployers = output.stackIds.flatMap((stack) => deployersOf(output, stack));
  const [first] = deployers;
  if (!first) return [];
  const [account = ""] = first.roleArn.split(":role/");
  const prefix = nameOf(first).slice(0, -`-${first.stack}-${first.role}`.length);
  const known = new Set(deployers.map(({ roleArn }) => roleArn));
  const others = otherRoles(output.resources("identity"), prefix, account).filter(({ roleArn }) => !known.has(roleArn));
  return [
    ...deployers.map((role) => ({ ...role, key: `${role.stack}-${role.role}`, kind: "deployers" })),
    ...others.map((role) => ({ ...role, key: role.role, kind: role.stack })),
  ];
}

/** Whatever kinds of deployers a stack has. */
function deployersOf(output: Output, stack: string): readonly Role[] {
  return Object.entries(output.permissions(stack)).flatMap(([role, { roleArn, policies, trust, boundary }]) =>
    roleArn && policies && trust && boundary ? [{ stack, role, roleArn, policies, trust, boundary }] : [],
  );
}

function nameOf({ roleArn }: Role): string {
  return roleArn.split("/").at(-1) ?? roleArn;
}
