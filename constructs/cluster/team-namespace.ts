import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { meshed } from "../charts/mesh";
import { clusterCritical, nodeCritical } from "../charts/pod-defaults";
import type { StackId } from "../stack/stack-id";
import { teamLabel } from "../workloads/labels";
import { teamGrants } from "./grants";
import type { Quota } from "./namespace-limits";
import { PlatformNamespace, type PodSecurity } from "./platform-namespace";
import { platformCritical } from "./priority-classes";

export interface TeamNamespaceProps {
  readonly team: string;
  /** Name of the namespace. */
  readonly name: string;
  /** The stack that declares the team's apps. @default "apps" */
  readonly deployedBy?: StackId;
  readonly quota: Quota;
  /** Whether its pods are in the service mesh. @default false */
  readonly inMesh?: boolean;
  /** What pods may ask of their node, as far as Kubernetes itself looks. @default "restricted" */
  readonly podSecurity?: PodSecurity;
  /** Kubernetes version whose pod security rules hold, such as "1.35". */
  readonly podSecurityVersion: string;
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * Pods wait with being ready until the load balancer has them as healthy targets, so that a rollout drops no request.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/
 */
const readinessGate = { "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled" };

/** Where one team's apps run: nothing privileged, a quota, and no priority that displaces the platform. */
export class TeamNamespace extends Construct {
  private readonly namespace: PlatformNamespace;

  constructor(
    scope: Construct,
    id: string,
    { team, deployedBy = "apps", podSecurity = "restricted", inMesh = false, ...props }: TeamNamespaceProps,
  ) {
    super(scope, id);
    this.namespace = new PlatformNamespace(this, "space", {
      ...props,
      podSecurity,
      labels: { [teamLabel]: team, ...readinessGate, ...(inMesh && meshed) },
      forbiddenPriorities: [nodeCritical, clusterCritical, platformCritical],
      grants: teamGrants(team, deployedBy),
    });
    if (podSecurity !== "restricted") {
      this.namespace.waivePodSecurity(
        "an app has an exception from the policy restricted-pods, which holds all others",
      );
    }
  }

  get name(): string {
    return this.namespace.name;
  }
}
