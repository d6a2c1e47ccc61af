import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";

/** Ephemeral type of the aws provider, since 5.84.0: https://github.com/hashicorp/terraform-provider-aws/pull/40660 */
const type = "aws_eks_cluster_auth";

export interface ClusterTokenProps {
  /** Name of the EKS cluster. An expression has the token made after what it refers to. */
  readonly clusterName: string;
}

/**
 * A token by which a provider logs in to the cluster, signed by the aws provider with its own credentials. It is made anew
 * for each plan and each apply, and stands in neither plan nor state; the data source of that name would keep it in both.
 * Signing asks AWS nothing, so no role needs a right for it. EKS takes a token for 15 minutes, and a provider does not
 * renew it. Source: kubernetes-sigs/aws-iam-authenticator, pkg/token/token.go, `presignedURLExpiration`.
 *
 * cdktf 0.21 has no construct for ephemeral blocks, which Terraform has since 1.10 and OpenTofu since 1.11.
 */
export class ClusterToken extends TerraformElement {
  /** The token, as an expression for arguments of providers. */
  readonly token: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ClusterTokenProps,
  ) {
    super(scope, id);
    this.token = `\${ephemeral.${type}.${this.friendlyUniqueId}.token}`;
  }

  override toTerraform(): object {
    return { ephemeral: { [type]: { [this.friendlyUniqueId]: { name: this.props.clusterName } } } };
  }
}
