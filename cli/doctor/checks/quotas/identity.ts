import { answerOf, asking } from "../../asking/ask";
import type { AwsCalls } from "../../asking/aws-calls";
import type { Check } from "../../check";
import { declaredOf } from "./declared";
import { judged } from "./judged";

/** What IAM counts over the whole account, under its own names. The quotas are IAM's: 1,000 roles unless it was asked for more. */
const counted = [
  { what: "roles", type: "aws_iam_role", key: "Roles", list: ["list-roles", "Roles"] },
  { what: "policies", type: "aws_iam_policy", key: "Policies", list: ["list-policies", "Policies"] },
  {
    what: "instance profiles",
    type: "aws_iam_instance_profile",
    key: "InstanceProfiles",
    list: ["list-instance-profiles", "InstanceProfiles"],
  },
] as const;

const fix = "ask for more at https://us-east-1.console.aws.amazon.com/servicequotas/home/services/iam/quotas";

export const identityQuotas: Check = {
  id: "quotas of IAM",
  states: "the account has room for the roles and policies of the environment",
  concerns: ["identity"],
  run(context) {
    return asking(context, async () => {
      const { SummaryMap: summary } = await answerOf(context.aws, ["iam", "get-account-summary"]);
      const path = context.app.stack("identity").names.iamPath;
      return Promise.all(
        counted.map(async ({ what, type, key, list: [operation, member] }) => {
          const declared = declaredOf(context, type);
          const used = Number(summary[key]);
          const own = await countOf(context.aws, operation, member, path);
          return judged({ what, used, own, declared, quota: Number(summary[`${key}Quota`]), fix });
        }),
      );
    });
  },
};

/** How many there are below a path; none as far as is known where the caller may not list them. */
async function countOf(aws: AwsCalls, operation: string, member: string, path: string): Promise<number> {
  const answer = await aws.call("iam", operation, { "path-prefix": path });
  return answer.kind === "answered" ? (answer.content[member] ?? []).length : 0;
}
