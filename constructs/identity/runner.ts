import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { Construct } from "constructs";
import type { Names } from "../names";
import { allow, type PolicyDocument, policyDocument } from "./policy-document";
import { PlatformRole } from "./role";
import { serviceTrust } from "./trust/service-trust";

export interface RunnerProps {
  readonly names: Names;
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
  /** ARN of the boundary of what makes the cluster run. */
  readonly boundaryArn: string;
}

/**
 * What the machine is that runs pipelines inside the VPC: nobody. Jobs get their role by the token that their pipeline
 * signs for them (or by HCP Terraform's), and anything that the machine itself could do, every job on it could do. It
 * reports to Systems Manager, so that whoever looks after it needs no open port and no SSH key; AWS's own policy for that
 * would read every parameter of the account.
 */
export class Runner extends Construct {
  readonly role: PlatformRole;
  readonly instanceProfile: IamInstanceProfile;

  constructor(scope: Construct, id: string, props: RunnerProps) {
    super(scope, id);
    const { names, partition, boundaryArn } = props;
    const path = names.rolePath("runners");
    this.role = new PlatformRole(this, "machine", {
      name: names.runnerRole,
      path,
      description: "The machine that runs pipelines inside the VPC.",
      trust: serviceTrust({ service: "ec2.amazonaws.com" }),
      boundaryArn,
      policies: { management: management(props) },
      partition,
    });
    this.instanceProfile = new IamInstanceProfile(this, "profile", {
      name: names.runnerRole,
      path,
      role: this.role.name,
    });
  }
}

/**
 * Shells through Systems Manager, which AWS authorizes on no session.
 * Source: Systems Manager User Guide, "Create a custom IAM role for Session Manager".
 */
function management({ partition, region, accountId }: RunnerProps): PolicyDocument {
  const channels = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"];
  return policyDocument(
    allow(
      "Shells",
      channels.map((channel) => `ssmmessages:${channel}`),
      "*",
    ),
    allow("Report", "ssm:UpdateInstanceInformation", `arn:${partition}:ec2:${region}:${accountId}:instance/*`),
  );
}
