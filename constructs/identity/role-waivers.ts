import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { waive } from "../guardrails/waive";
import type { PolicyDocument, Statement } from "./policy-document";

/** A whole account, as checkov knows it: in this one partition. */
const account = /^arn:aws:iam::\d{12}:root$/;

/** People are trusted by account and pattern (`peopleTrust`), of which a scanner sees the account only. */
export function waiveOnRole(role: IamRole, trust: PolicyDocument): void {
  const open = trust.Statement.filter(namesAccount);
  if (open.length === 0 || !open.every(narrowed)) return;
  waive(
    role,
    "CKV_AWS_61",
    "of the account only those may assume it whose ARN matches the condition on aws:PrincipalArn",
  );
}

function namesAccount({ Principal }: Statement): boolean {
  return Principal !== undefined && "AWS" in Principal && Principal.AWS.some((principal) => account.test(principal));
}

function narrowed({ Condition }: Statement): boolean {
  return Condition?.ArnLike?.["aws:PrincipalArn"] !== undefined;
}
