import { entryRule, valueRule } from "../value-rule";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html; also part of an object's name. */
export const secretName = valueRule<string>({
  code: "ENV_SECRET_NAME",
  states: "a secret is named by lower-case words joined by hyphens, up to 40 characters, below the team's own path",
  fix: "write it as in stripe, for strata-<environment>/<team>/stripe",
  allows: (value) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && value.length <= 40,
});

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/getting-started.html#term_version */
export const secretVersion = valueRule<string>({
  code: "ENV_SECRET_VERSION",
  states: "a secret's version is the id of one, a staging label, or the number of one in Parameter Store",
  fix: "write what `aws secretsmanager list-secret-version-ids` shows",
  allows: (value) => /^[A-Za-z0-9_-]{1,64}$/.test(value),
});

/** The property is shown nowhere: who writes the secret itself here should not find it in the CI log as well. */
export const secretProperty = entryRule<Readonly<Record<string, string>>>({
  code: "ENV_SECRET_PROPERTY",
  states: "what is taken of a secret is a property of its JSON by name, or . for the whole",
  fix: 'write the property\'s name, as in "api-key"',
  offenders: (properties) =>
    Object.keys(properties).filter((name) => !/^(\.|[A-Za-z0-9_][A-Za-z0-9_.-]{0,63})$/.test(properties[name] ?? "")),
  hidden: true,
});
