import { covers, type Right, rightsOf } from "../../permissions/rights";
import type { Output } from "../output/output";
import { letsPass } from "./bucket-policy";
import type { ContractRead } from "./contracts";
import { ownPatterns } from "./own-patterns";
import type { ReportRole } from "./roles";
import { placeOfState, s3PlaceOf } from "./state-places";

/** What a role may do with a state. */
export interface StateUse {
  /** Key of the role. */
  readonly role: string;
  readonly reads: boolean;
  readonly writes: boolean;
  readonly locks: boolean;
}

export interface StateAccess {
  readonly stack: string;
  readonly place: string;
  /** `policies`: by what IAM is told. `declared`: by what Terraform will do, where no policy of ours guards the state. */
  readonly by: "policies" | "declared";
  readonly uses: readonly StateUse[];
  /** Others than roles of ours that the bucket's policy lets pass, such as root administrators: ARN patterns. */
  readonly others: readonly string[];
  /** Those of them that may write, as far as the bucket's policy goes. */
  readonly otherWriters: readonly string[];
  /** What holds off everybody else: the bucket's policy, HCP Terraform's own access, or nothing of either. */
  readonly guard: "bucket policy" | "HCP Terraform" | "nothing";
}

/** Who reads, writes and locks which state. Conditions other than on the principal are not weighed. */
export function stateAccess(
  output: Output,
  roles: readonly ReportRole[],
  contracts: readonly ContractRead[],
): readonly StateAccess[] {
  const rights = new Map(roles.map((role) => [role.key, touchesStates(role) ? rightsOf(role) : []]));
  return output.stackIds.map((stack) => {
    const s3 = s3PlaceOf(output.stack(stack));
    const place = placeOfState(output.stack(stack));
    if (!s3) {
      const guard = output.stack(stack).terraform?.cloud ? "HCP Terraform" : "nothing";
      const uses = declaredUses(stack, roles, contracts);
      return { stack, place, by: "declared", uses, others: [], otherWriters: [], guard };
    }
    const { bucketPolicy } = output.permissions(stack).state ?? {};
    const state = `arn:${partitionOf(roles)}:s3:::${s3.bucket}/${s3.key}`;
    const may = (role: ReportRole, action: string, arn: string) =>
      allows(rights.get(role.key) ?? [], action, arn) &&
      (!bucketPolicy || letsPass(bucketPolicy, role.roleArn, action, arn));
    const uses = roles.map((role) => ({
      role: role.key,
      reads: may(role, "s3:GetObject", state),
      writes: may(role, "s3:PutObject", state),
      locks: may(role, "s3:PutObject", `${state}.tflock`),
    }));
    const others = strangers(bucketPolicy, roles);
    const otherWriters = others.filter((arn) => bucketPolicy && letsPass(bucketPolicy, arn, "s3:PutObject", state));
    const guard = bucketPolicy ? "bucket policy" : "nothing";
    return { stack, place, by: "policies", uses: uses.filter(isSome), others, otherWriters, guard };
  });
}

const isSome = ({ reads, writes, locks }: StateUse) => reads || writes || locks;

/** Spares the roles of hundreds of apps, whose rights reach other services alone. */
function touchesStates({ policies }: ReportRole): boolean {
  const actions = policies.flatMap(({ document }) => document.Statement.flatMap(({ Action = ["*"] }) => Action));
  return actions.some((action) => action === "*" || action.startsWith("s3:"));
}

function partitionOf([role]: readonly ReportRole[]): string {
  return role?.roleArn.split(":")[1] ?? "aws";
}

/** Whether policies and boundary both allow it, and nothing denies it whatever the condition. */
function allows(rights: readonly Right[], action: string, resource: string): boolean {
  const covered = (source: Right["source"], effect: Right["effect"]) => {
    const wanted: Right = { source, effect, action, resource, conditions: {} };
    const weighed = (right: Right) => (effect === "Allow" ? { ...right, conditions: {} } : right);
    return rights.some((right) => covers(weighed(right), wanted));
  };
  const sources = ["policy", "boundary"] as const;
  return sources.every((source) => covered(source, "Allow")) && !sources.some((source) => covered(source, "Deny"));
}

/** What Terraform does with a state: its deployers use it, and those of its readers read it. */
function declaredUses(
  stack: string,
  roles: readonly ReportRole[],
  contracts: readonly ContractRead[],
): readonly StateUse[] {
  const readers = new Set(contracts.filter(({ producer }) => producer === stack).map(({ reader }) => reader));
  return roles
    .filter(({ kind, stack: of }) => kind === "deployers" && (of === stack || readers.has(of)))
    .map(({ key, stack: of, role }) => {
      const own = of === stack;
      return {
        role: key,
        reads: true,
        writes: own && role === "apply",
        locks: own && ["plan", "apply"].includes(role),
      };
    });
}

/** Principals that the bucket's policy lets pass and that are no roles of ours. */
function strangers(
  policy: Parameters<typeof letsPass>[0] | undefined,
  roles: readonly ReportRole[],
): readonly string[] {
  const isOurs = ownPatterns(roles);
  const named = (policy?.Statement ?? []).flatMap(({ Condition }) =>
    [Condition?.ArnNotLike?.["aws:PrincipalArn"] ?? []].flat(),
  );
  return [...new Set(named)].filter((pattern) => !isOurs(pattern)).sort();
}
