import type { DeployerRole, StackId } from "../../stack/stack-id";
import type { OidcIssuer } from "../oidc-issuer";
import type { Statement } from "../policy-document";
import { jobTrust } from "./job-trust";

/** One of the deployers' roles, as a pipeline asks for it. */
export interface Deployment {
  /** Name of the environment. */
  readonly environment: string;
  readonly stack: StackId;
  readonly role: DeployerRole;
}

/** A pipeline that may take the deployers' roles. */
export interface Pipeline {
  readonly issuer: OidcIssuer;
  /** The subject claim of the token with which that role may be taken, in full: a pattern would let strangers in. */
  subject(deployment: Deployment): string;
  /** Other claims that AWS reads of this issuer, and what they must say. @default - none */
  readonly claims?: Readonly<Record<string, string>>;
}

export interface PipelineTrust {
  readonly pipeline: Pipeline;
  readonly deployment: Deployment;
  readonly accountId: string;
  readonly partition: string;
}

/** Trust in the one job of a pipeline that deploys this stack in this way. */
export function pipelineTrust({ pipeline, deployment, accountId, partition }: PipelineTrust): Statement {
  const { issuer, claims } = pipeline;
  return jobTrust({ issuer, subject: pipeline.subject(deployment), claims }, accountId, partition);
}
