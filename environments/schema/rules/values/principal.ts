import { valueRule } from "../value-rule";

const everywhere = /^(\*|arn:[^:]*[*?][^:]*:.*|arn:[^:]*:iam::[^:]*[*?][^:]*:.*)$/;
const rootUser = /^arn:[a-z-]+:iam::\d{12}:root$/;
const shape = /^arn:(aws|aws-cn|aws-us-gov):iam::(?!0{12})\d{12}:(role|user)\/([\w+=,.@*?-]+\/)*[\w+=,.@*?-]+$/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
export const principalShape = valueRule<string>({
  code: "ENV_PRINCIPAL_ARN",
  states: "a principal is the ARN of an IAM role or user, or a pattern for their path and name",
  fix: "write it as in arn:aws:iam::111122223333:role/platform/admin; of an STS session, name the role behind it",
  allows: (value) => shape.test(value) || everywhere.test(value) || rootUser.test(value),
});

export const principalAccount = valueRule<string>({
  code: "ENV_PRINCIPAL_ACCOUNT",
  states: "a principal belongs to one partition and one account, so neither may hold a wildcard",
  fix: "write partition and account id in full, as in arn:aws:iam::111122223333:role/platform/admin",
  allows: (value) => !everywhere.test(value),
});

/** In a policy, `:root` means every principal of the account that IAM lets through, not the root user. */
export const principalRoot = valueRule<string>({
  code: "ENV_PRINCIPAL_ROOT",
  states: "a principal is one role or user, and :root stands for everybody in the account",
  fix: "name the roles or users that are meant",
  allows: (value) => !rootUser.test(value),
});

/** IAM Identity Center names its roles AWSReservedSSO_<permission set>_<suffix>, below aws-reserved/sso.amazonaws.com/. */
export const principalEverybody = valueRule<string>({
  code: "ENV_PRINCIPAL_EVERYBODY",
  states:
    "a pattern must not match everybody: the last part starts with the role's name, or the SSO role's permission set",
  fix: "write at least the start of the name, as in role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_PlatformRoot_*",
  allows: (value) => !shape.test(value) || !/[*?]/.test(lastPart(value)) || startsWithAName(value),
});

const sharedStarts = ["AWSReservedSSO_", "aws-reserved", "sso.amazonaws.com"];

function startsWithAName(arn: string): boolean {
  if (arn.includes(":role/aws-reserved/")) return /^AWSReservedSSO_[^*?]/.test(lastPart(arn));
  const literal = lastPart(arn).replace(/[*?].*$/, "");
  return !sharedStarts.some((start) => start.startsWith(literal));
}

/** The name, or the end of the path where the pattern leaves the name open: a wildcard crosses slashes. */
function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

export const principalRules = [principalShape, principalAccount, principalRoot, principalEverybody];
