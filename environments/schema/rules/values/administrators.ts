import { valueRule } from "../value-rule";

export const someAdministrator = valueRule<readonly string[]>({
  code: "ENV_NO_ROOT_ADMINISTRATOR",
  states:
    "an environment has at least one root administrator, who bootstraps it and alone may change its root of trust",
  fix: "name a role, as in arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_PlatformRoot_*",
  allows: (value) => value.length > 0,
});
