/** Verbs with which AWS names actions that change nothing, but for those that hand out credentials or data keys. */
const verbs = /^[\w-]+:(BatchGet|Describe|Get|Head|List|Lookup|Search|View)/i;
/** Reads by another verb: AWS gives them the access level Read. */
const others = /^(iam:Generate(CredentialReport|ServiceLastAccessedDetails)|logs:(StartQuery|StopQuery))$/i;
const credentials =
  /^(ecr:GetAuthorizationToken|secretsmanager:GetSecretValue|sts:Get(Federation|Session)Token|sso:GetRoleCredentials)$/i;

/** Whether an action, or all that a pattern stands for, only reads. */
export function reads(action: string): boolean {
  return (verbs.test(action) || others.test(action)) && !credentials.test(action);
}
