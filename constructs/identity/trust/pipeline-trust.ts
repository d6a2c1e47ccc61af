import type { DeployerAction, StackId } from "../../stack/stack-id";
import { type OidcIssuer, oidcProviderArn } from "../oidc-issuer";
import type { Statement } from "../policy-document";

/** One of the twelve roles, as a pipeline asks for it. */
export interface Deployment {
  /** Name of the environment. */
  readonly environment: string;
  readonly stack: StackId;
  readonly action: DeployerAction;
}

/** A pipeline that may take the deployers' roles. */
export interface Pipeline {
  readonly issuer: OidcIssuer;
  /** The subject claim of the token with which that role may be taken, in full: a pattern would let strangers in. */
  subject(deployment: Deployment): string;
}

export interface PipelineTrust {
  readonly pipeline: Pipeline;
  readonly deployment: Deployment;
  readonly accountId: string;
  readonly partition: string;
}

/** Trust in one job of a pipeline: issuer, audience and subject must all be equal to what is written here. */
export function pipelineTrust({ pipeline, deployment, accountId, partition }: PipelineTrust): Statement {
  const { issuer } = pipeline;
  return {
    Sid: issuer.sid,
    Effect: "Allow",
    Principal: { Federated: oidcProviderArn(issuer, accountId, partition) },
    Action: ["sts:AssumeRoleWithWebIdentity"],
    Condition: {
      StringEquals: {
        [`${issuer.host}:aud`]: issuer.audience,
        [`${issuer.host}:sub`]: pipeline.subject(deployment),
      },
    },
  };
}
