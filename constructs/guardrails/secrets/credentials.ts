/** Shapes of credentials that their issuers made easy to find. */
const shapes: readonly RegExp[] = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/, // AWS access key ids
  /-----BEGIN (?!CERTIFICATE-----)[A-Z ]*-----/, // PEM: keys; a certificate is shown to whoever connects
  /\b(gh[opsru]_[A-Za-z0-9]{20,}|github_pat_\w{20,})/,
  /\bglpat-[\w-]{20,}/,
  /\bxox[abeoprs]-[\w-]{10,}/, // Slack
  /\b[rs]k_live_\w{16,}/, // Stripe
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/, // JSON web tokens
  /:\/\/[^/\s:@$]*:[^/\s@$]+@/, // a password in a URL
];

/** One expression for all: it is asked about every text of six stacks. */
const anyShape = new RegExp(shapes.map(({ source }) => source).join("|"));

/** Whether a text holds what looks like a credential. */
export function looksLikeCredential(text: string): boolean {
  return anyShape.test(text);
}

/** The text without the credentials in it. */
export function withoutCredentials(text: string): string {
  return text.replace(new RegExp(anyShape, "g"), "…");
}

const secretName =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|PWD|SECRETS?|TOKEN|CREDENTIALS?|API_?KEY|(PRIVATE|ACCESS|SECRET|SIGNING|ENCRYPTION|ACCOUNT)_?KEY)(_|$)/i;
/** TOKEN_TTL_SECONDS or DB_PASSWORD_SECRET_ARN tell of a secret and hold none. */
const harmlessEnd = /_(ARN|NAME|FILE|PATH|TTL|SECONDS|MINUTES|HOURS|DAYS|LENGTH|ISSUER|AUDIENCE|ALGORITHM|ENABLED)$/i;

/** Whether the name of an environment variable says that it holds a secret. */
export function namesSecret(variable: string): boolean {
  return secretName.test(variable) && !harmlessEnd.test(variable);
}
