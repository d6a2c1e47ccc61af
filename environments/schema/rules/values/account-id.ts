import { valueRule } from "../value-rule";

/** https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html */
export const accountId = valueRule<string>({
  code: "ENV_ACCOUNT_ID",
  states: "an AWS account id has twelve digits and is not all zeros",
  fix: "write the id that `aws sts get-caller-identity` shows, as a text with its leading zeros",
  allows: (value) => /^\d{12}$/.test(value) && value !== "000000000000",
});
