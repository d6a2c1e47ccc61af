import { DefaultServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/default-service-account-v1";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { waive } from "../guardrails/waive";
import type { Grant } from "./grants";
import { NamespaceAccess } from "./namespace-access";
import { NamespaceLimits, type Quota } from "./namespace-limits";
import { NamespaceNetwork } from "./namespace-network";

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurity = "privileged" | "baseline" | "restricted";

export interface PlatformNamespaceProps {
  readonly name: string;
  /** What pods may ask of their node. `baseline` and `restricted` both forbid folders of the host. */
  readonly podSecurity: PodSecurity;
  /**
   * Kubernetes version whose rules hold, such as "1.35". With `latest` they would change under running namespaces with
   * the control plane; so they change with a plan that shows it, which upgrades that version.
   */
  readonly podSecurityVersion: string;
  /** Labels beside those of pod security. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - none: the namespace takes what it needs */
  readonly quota?: Quota;
  /** Priority classes that no pod of the namespace may have. @default - none */
  readonly forbiddenPriorities?: readonly string[];
  /** Who may do what in it. @default - nobody but the cluster's administrators */
  readonly grants?: readonly Grant[];
  readonly dependsOn: readonly ITerraformDependable[];
}

/** A namespace with everything that keeps its pods in bounds. */
export class PlatformNamespace extends Construct {
  private readonly namespace: NamespaceV1;

  constructor(scope: Construct, id: string, props: PlatformNamespaceProps) {
    super(scope, id);
    const labels = { "app.kubernetes.io/managed-by": "terraform", ...props.labels, ...podSecurityLabels(props) };
    this.namespace = new NamespaceV1(this, "namespace", {
      metadata: { name: props.name, labels },
      dependsOn: [...props.dependsOn],
    });
    // Kubernetes makes it with the namespace, for pods that name none: what they run as shall open nothing.
    new DefaultServiceAccountV1(this, "default-account", {
      metadata: { namespace: this.name },
      automountServiceAccountToken: false,
    });
    const { quota, forbiddenPriorities, grants = [] } = props;
    new NamespaceNetwork(this, "network", { namespace: this.name });
    new NamespaceLimits(this, "limits", { namespace: this.name, quota, forbiddenPriorities });
    for (const grant of grants) new NamespaceAccess(this, grant.id, { namespace: this.name, grant });
  }

  /** Says why its pods may ask more of their node than `restricted` gives. */
  waivePodSecurity(reason: string): void {
    waive(this.namespace, "namespace-pod-security", reason);
  }

  /** Known once the namespace exists. */
  get name(): string {
    return this.namespace.metadata.name;
  }
}

/** Warnings and the audit log go by the strictest level, so that what an exception lets through can be seen. */
function podSecurityLabels({ podSecurity, podSecurityVersion }: PlatformNamespaceProps): Record<string, string> {
  const levels = { enforce: podSecurity, audit: "restricted", warn: "restricted" };
  return Object.fromEntries(
    Object.entries(levels).flatMap(([mode, level]) => [
      [`pod-security.kubernetes.io/${mode}`, level],
      [`pod-security.kubernetes.io/${mode}-version`, `v${podSecurityVersion}`],
    ]),
  );
}
