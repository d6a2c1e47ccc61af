import { Construct } from "constructs";
import { type KeyUser, keyThrough } from "./key-use";
import { allow, type PolicyDocument, policyDocument } from "./policy-document";
import { PlatformRole } from "./role";

export interface TeamSecretsProps extends KeyUser {
  readonly accountId: string;
  readonly partition: string;
  /** ARN of the boundary of apps. */
  readonly boundaryArn: string;
  readonly teams: readonly string[];
}

/**
 * One role for each team, by which the secrets operator reads that team's secrets and no others. The operator may take it
 * only for a store in the team's own namespace: it says so itself, in a session tag that no store can change, so a store
 * elsewhere that names the role gets nothing. Stores need `sessionTagsPolicy: Simple`.
 * Source: external-secrets, docs/provider/aws-access.md, "STS Session Tags".
 */
export class TeamSecrets extends Construct {
  /** By team. */
  readonly roleArns: Readonly<Record<string, string>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TeamSecretsProps,
  ) {
    super(scope, id);
    this.roleArns = Object.fromEntries(props.teams.map((team) => [team, this.role(team).arn]));
  }

  private role(team: string): PlatformRole {
    const { names, partition, boundaryArn } = this.props;
    return new PlatformRole(this, team, {
      name: names.secretsRole(team),
      path: names.teamRolePath("secrets", team),
      description: `Reads the secrets of team ${team}, for the secrets operator.`,
      trust: this.trust(team),
      boundaryArn,
      policies: { read: read(this.props, team) },
      partition,
    });
  }

  /** EKS' own session tags come along, hence any others are let through. */
  private trust(team: string): PolicyDocument {
    const { names, partition, accountId } = this.props;
    return policyDocument({
      Sid: "SecretsOperator",
      Effect: "Allow",
      // A role that is made anew would be another one to a trust policy that names it.
      Principal: { AWS: [`arn:${partition}:iam::${accountId}:root`] },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        ArnLike: { "aws:PrincipalArn": names.controllerRoleArn("external-secrets") },
        StringEquals: { "aws:RequestTag/esoNamespace": names.teamNamespace(team) },
      },
    });
  }
}

/**
 * Names of secrets end in a hyphen and six letters of AWS's choice, which the pattern covers as well. Both services decrypt
 * with their caller's rights; those encrypted with AWS's own keys take none.
 */
function read(props: TeamSecretsProps, team: string): PolicyDocument {
  const { names } = props;
  const key = keyThrough(props, "secrets", ["secretsmanager", "ssm"]);
  return policyDocument(
    allow(
      "Secrets",
      ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      names.arn("secretsmanager", `secret:${names.secretPath(team)}*`),
    ),
    allow(
      "Parameters",
      ["ssm:GetParameter", "ssm:GetParametersByPath"],
      names.arn("ssm", `parameter${names.parameterPath(team)}*`),
    ),
    allow("Decrypt", "kms:Decrypt", key.resource, key.conditions),
  );
}
