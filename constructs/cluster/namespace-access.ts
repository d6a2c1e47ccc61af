import { RoleBindingV1 } from "@cdktf/provider-kubernetes/lib/role-binding-v1";
import { RoleV1 } from "@cdktf/provider-kubernetes/lib/role-v1";
import { Construct } from "constructs";
import type { Grant } from "./grants";

export interface NamespaceAccessProps {
  readonly namespace: string;
  readonly grant: Grant;
}

/** Gives a group rights in one namespace. */
export class NamespaceAccess extends Construct {
  constructor(scope: Construct, id: string, { namespace, grant }: NamespaceAccessProps) {
    super(scope, id);
    const name = `strata:${grant.id}`;
    const role = new RoleV1(this, "role", { metadata: { name, namespace }, rule: [...grant.rules] });
    new RoleBindingV1(this, "binding", {
      metadata: { name, namespace },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: role.metadata.name },
      subject: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: grant.group }],
    });
  }
}
