import { at } from "../finished-tree";
import type { Rule } from "../rule";

const attachments = [
  "aws_iam_group_policy_attachment",
  "aws_iam_policy_attachment",
  "aws_iam_role_policy_attachment",
  "aws_iam_user_policy_attachment",
];
/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/: those that allow a service, or all, by `*`. */
const wide =
  /:aws:policy\/(?:[\w-]+\/)*(\w*FullAccess\w*|AdministratorAccess[\w-]*|PowerUserAccess|SystemAdministrator)$/;

export const administratorPolicy: Rule = {
  id: "administrator-policy",
  title: "Nobody has a policy of AWS that allows a whole service or more",
  severity: "critical",
  sources: ["AWS Security Hub IAM.1", "CIS AWS Foundations Benchmark 1.16"],
  check: (tree) => [
    ...tree
      .resources(...attachments)
      .filter(({ body }) => wide.test(String(body.policy_arn)))
      .map((element) => found(at(element, "policy_arn"), element.body.policy_arn)),
    ...tree.resources("aws_iam_role").flatMap((element) =>
      [element.body.managed_policy_arns ?? []]
        .flat()
        .filter((arn: unknown) => wide.test(String(arn)))
        .map((arn: unknown) => found(at(element, "managed_policy_arns"), arn)),
    ),
  ],
};

function found(place: ReturnType<typeof at>, value: unknown) {
  return {
    ...place,
    value,
    problem: "the policy allows far more than any role here needs, and AWS widens it as it likes",
    fix: "write a policy of the actions and resources that are needed",
  };
}
