import { policyLimits } from "../../../constructs/identity/policy-limits";
import type { Output } from "../output/output";
import { References } from "../output/references";
import type { Element } from "../output/terraform-json";
import type { ReportRole } from "./roles";

/** Something that IAM limits. Sizes are in characters, as they are sent to IAM. */
export interface PolicySize {
  /** Key of the role that it is attached to; a boundary of many is named by itself. */
  readonly owner: string;
  readonly what: "policy" | "trust" | "boundary" | "attachments";
  readonly name: string;
  readonly size: number;
  readonly limit: number;
}

/** Everything in identity that IAM limits, the fullest first. */
export function policySizes(output: Output, roles: readonly ReportRole[]): readonly PolicySize[] {
  const references = new References(output);
  const resources = output.resources("identity");
  const keys = new Map(roles.map(({ roleArn, key }) => [nameOf(roleArn), key]));
  const typed = (type: string) => resources.filter((one) => one.type === type);
  const keyOf = (role: Element | undefined) => keys.get(String(role?.body.name)) ?? String(role?.body.name ?? "");
  const attachments = typed("aws_iam_role_policy_attachment").map(({ body }) => ({
    owner: keyOf(references.resource("identity", body.role)),
    policy: references.resource("identity", body.policy_arn)?.address,
  }));
  const owners = new Map(attachments.map(({ policy, owner }) => [policy, owner]));
  const managed = typed("aws_iam_policy").map(({ address, body }): PolicySize => {
    const owner = owners.get(address);
    const of = { owner: owner ?? String(body.name), what: owner ? ("policy" as const) : ("boundary" as const) };
    return { ...of, name: String(body.name), size: String(body.policy).length, limit: policyLimits.managedPolicy };
  });
  const perRole = typed("aws_iam_role").flatMap((role): readonly PolicySize[] => {
    const owner = keyOf(role);
    const count = attachments.filter((one) => one.owner === owner).length;
    const trust = String(role.body.assume_role_policy).length;
    return [
      { owner, what: "trust", name: "trust policy", size: trust, limit: policyLimits.trustPolicy },
      { owner, what: "attachments", name: "attached policies", size: count, limit: policyLimits.attachments },
    ];
  });
  return [...managed, ...perRole].sort((one, other) => share(other) - share(one) || (one.name < other.name ? -1 : 1));
}

const share = ({ size, limit }: PolicySize) => size / limit;

function nameOf(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}
