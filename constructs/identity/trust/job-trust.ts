import { type OidcIssuer, oidcProviderArn } from "../oidc-issuer";
import type { Statement } from "../policy-document";

/** Jobs of a pipeline, by the tokens that they get. */
export interface Job {
  readonly issuer: OidcIssuer;
  /** The subject claim of the token, in full: a pattern would let strangers in. */
  readonly subject: string;
  /** Other claims that AWS reads of this issuer, and what they must say. @default - none */
  readonly claims?: Readonly<Record<string, string>>;
}

/** Trust in jobs: issuer, audience, subject and all other claims must be equal to what is written here. */
export function jobTrust({ issuer, subject, claims = {} }: Job, accountId: string, partition: string): Statement {
  const named = { aud: issuer.audience, sub: subject, ...claims };
  return {
    Sid: issuer.sid,
    Effect: "Allow",
    Principal: { Federated: oidcProviderArn(issuer, accountId, partition) },
    Action: ["sts:AssumeRoleWithWebIdentity"],
    Condition: {
      StringEquals: Object.fromEntries(
        Object.entries(named).map(([claim, value]) => [`${issuer.host}:${claim}`, value]),
      ),
    },
  };
}
