import { type OidcIssuer, oidcProviderArn } from "../oidc-issuer";
import type { Statement } from "../policy-document";

/** Jobs of a pipeline, by the tokens that they get. */
export interface Job {
  readonly issuer: OidcIssuer;
  /** The subject claim of the token, in full: a pattern would let strangers in. */
  readonly subject: string;
}

/** Trust in jobs: issuer, audience and subject must all be equal to what is written here. */
export function jobTrust({ issuer, subject }: Job, accountId: string, partition: string): Statement {
  return {
    Sid: issuer.sid,
    Effect: "Allow",
    Principal: { Federated: oidcProviderArn(issuer, accountId, partition) },
    Action: ["sts:AssumeRoleWithWebIdentity"],
    Condition: {
      StringEquals: { [`${issuer.host}:aud`]: issuer.audience, [`${issuer.host}:sub`]: subject },
    },
  };
}
