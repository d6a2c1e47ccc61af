import { ClusterRoleBindingV1 } from "@cdktf/provider-kubernetes/lib/cluster-role-binding-v1";
import { ClusterRoleV1 } from "@cdktf/provider-kubernetes/lib/cluster-role-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Grant } from "./grants";

export interface ClusterAccessProps {
  readonly grants: readonly Grant[];
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Gives groups rights in the whole cluster. */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, { grants, dependsOn }: ClusterAccessProps) {
    super(scope, id);
    for (const grant of grants) this.give(grant, dependsOn);
  }

  private give({ id, group, rules }: Grant, dependsOn: readonly ITerraformDependable[]): void {
    const scope = new Construct(this, id);
    const metadata = { name: `strata:${id}` };
    const role = new ClusterRoleV1(scope, "role", { metadata, rule: [...rules], dependsOn: [...dependsOn] });
    new ClusterRoleBindingV1(scope, "binding", {
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role.metadata.name },
      subject: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: group }],
    });
  }
}
