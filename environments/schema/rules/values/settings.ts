import { entryRule } from "../value-rule";

type Settings = Readonly<Record<string, string>>;

const advice =
  "leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description";

/** https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html */
export const settingName = entryRule<Settings>({
  code: "ENV_SETTING_NAME",
  states: "the name of a setting has capital letters, digits and underscores, and does not start with a digit",
  fix: "write it as in LOG_LEVEL",
  offenders: (settings) => Object.keys(settings).filter((name) => !/^[A-Z_][A-Z0-9_]*$/.test(name)),
  hidden: true,
});

const secretName =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|PWD|SECRETS?|TOKEN|CREDENTIALS?|API_?KEY|(PRIVATE|ACCESS|SECRET|SIGNING|ENCRYPTION|ACCOUNT)_?KEY)(_|$)/i;
/** TOKEN_TTL_SECONDS or DB_PASSWORD_SECRET_ARN tell of a secret and hold none. */
const harmlessEnd = /_(ARN|NAME|TTL|SECONDS|MINUTES|HOURS|DAYS|LENGTH|ISSUER|AUDIENCE|ALGORITHM|ENABLED)$/i;

export const secretSettingName = entryRule<Settings>({
  code: "ENV_SETTING_SECRET_NAME",
  states: "a setting is never a secret, and this name says that it is one",
  fix: advice,
  offenders: (settings) => Object.keys(settings).filter((name) => secretName.test(name) && !harmlessEnd.test(name)),
  hidden: true,
});

/** Shapes of credentials that their issuers made easy to find. */
const secretValues: readonly RegExp[] = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/, // AWS access key ids
  /-----BEGIN [A-Z ]*-----/, // PEM: keys, certificates
  /\b(gh[opsru]_[A-Za-z0-9]{20,}|github_pat_\w{20,})/,
  /\bglpat-[\w-]{20,}/,
  /\bxox[abeoprs]-[\w-]{10,}/, // Slack
  /\b[rs]k_live_\w{16,}/, // Stripe
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/, // JSON web tokens
  /:\/\/[^/\s:@]*:[^/\s@]+@/, // a password in a URL
];

/** Whether a text holds a credential of a shape that is known. */
export function looksLikeSecret(text: string): boolean {
  return secretValues.some((shape) => shape.test(text));
}

export const secretSettingValue = entryRule<Settings>({
  code: "ENV_SETTING_SECRET_VALUE",
  states: "a setting is never a secret, and this value looks like a credential",
  fix: advice,
  offenders: (settings) => Object.entries(settings).flatMap(([name, value]) => (looksLikeSecret(value) ? [name] : [])),
  hidden: true,
});
