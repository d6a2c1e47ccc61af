import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { waive } from "../guardrails/waive";
import { githubHost } from "./pipelines/github";
import type { PolicyDocument, Statement } from "./policy-document";

/** A whole account, as checkov knows it: in this one partition. */
const account = /^arn:aws:iam::\d{12}:root$/;

/** What is right about a role's trust, and checkov does not see. */
export function waiveOnRole(role: IamRole, trust: PolicyDocument): void {
  waivePeople(role, trust);
  waiveImmutableIds(role, trust);
}

/** People are trusted by account and pattern (`peopleTrust`), of which a scanner sees the account only. */
function waivePeople(role: IamRole, trust: PolicyDocument): void {
  const open = trust.Statement.filter(namesAccount);
  if (open.length === 0 || !open.every(narrowed)) return;
  waive(
    role,
    "CKV_AWS_61",
    "of the account only those may assume it whose ARN matches the condition on aws:PrincipalArn",
  );
}

/** Subjects of GitHub with the ids of owner and repository, in a form that is younger than the check, which reads the first. */
function waiveImmutableIds(role: IamRole, { Statement: [first] }: PolicyDocument): void {
  const [subject] = Object.values(first?.Condition ?? {}).flatMap((values) => values[`${githubHost}:sub`] ?? []);
  if (!subject || !/^repo:[^:/]+@\d+\/[^:/]+@\d+:/.test(subject)) return;
  waive(
    role,
    "CKV_AWS_393",
    "the subject names owner and repository, each with its id, which the check does not know yet",
  );
}

function namesAccount({ Principal }: Statement): boolean {
  return Principal !== undefined && "AWS" in Principal && Principal.AWS.some((principal) => account.test(principal));
}

function narrowed({ Condition }: Statement): boolean {
  return Condition?.ArnLike?.["aws:PrincipalArn"] !== undefined;
}
