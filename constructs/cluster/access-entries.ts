import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Construct } from "constructs";

/** What a role may do once it is logged in: all, or what role bindings give its group. */
export type AccessRights = { readonly administrator: true } | { readonly group: string };

export interface Access {
  /** Id of the entry, part of its Terraform address: lower-case words and hyphens. */
  readonly id: string;
  /** IAM role, with its path. */
  readonly roleArn: string;
  readonly rights: AccessRights;
}

export interface AccessEntriesProps {
  readonly clusterName: string;
  /** ARN partition, such as `aws` or `aws-us-gov`: access policies are AWS's own. */
  readonly partition: string;
  readonly access: readonly Access[];
}

/**
 * Who gets into the cluster: one entry a role, in the only way that there is (authentication mode `API`).
 *
 * Of EKS' own policies only the cluster administrator's is used. The narrower ones are too wide here: its admin view,
 * edit and admin policies all read Secrets, and edit impersonates service accounts. Whoever is no administrator is put
 * into a group, and the roles of that group are declared in the cluster.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export class AccessEntries extends Construct {
  private readonly granted = new Map<string, EksAccessEntry | EksAccessPolicyAssociation>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AccessEntriesProps,
  ) {
    super(scope, id);
    for (const access of props.access) this.granted.set(access.id, this.grant(access));
  }

  /** What must be there before a role can do anything in the cluster, and must stay until all that it made is gone. */
  grantOf(id: string): EksAccessEntry | EksAccessPolicyAssociation {
    const grant = this.granted.get(id);
    if (!grant)
      throw new Error(`${this.node.path} holds no access entry ${id}; it has ${[...this.granted.keys()].join(", ")}`);
    return grant;
  }

  private grant({ id, roleArn, rights }: Access): EksAccessEntry | EksAccessPolicyAssociation {
    const entry = new EksAccessEntry(this, id, {
      clusterName: this.props.clusterName,
      principalArn: roleArn,
      type: "STANDARD",
      ...("group" in rights && { kubernetesGroups: [rights.group] }),
    });
    return "administrator" in rights ? this.makeAdministrator(id, entry) : entry;
  }

  private makeAdministrator(id: string, entry: EksAccessEntry): EksAccessPolicyAssociation {
    return new EksAccessPolicyAssociation(this, `${id}-administrator`, {
      clusterName: this.props.clusterName,
      // Taken from the entry, which has to be there first.
      principalArn: entry.principalArn,
      policyArn: `arn:${this.props.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
      accessScope: { type: "cluster" },
    });
  }
}
