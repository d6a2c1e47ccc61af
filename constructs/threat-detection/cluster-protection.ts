import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { Construct } from "constructs";
import { waive } from "../guardrails/waive";

/** How what runs on the nodes is watched; `automatic` and `manual` say who puts the agent there. */
export type RuntimeMonitoring = "off" | "automatic" | "manual";

export interface ClusterProtectionProps {
  /** Detector of the account and region, which has one at most. @default - one is made */
  readonly detectorId?: string;
  /** @default "off" */
  readonly runtimeMonitoring?: RuntimeMonitoring;
}

/**
 * GuardDuty on EKS: it reads the audit logs of the account's clusters, straight from EKS, and if asked what processes on
 * nodes do. What it finds shows in GuardDuty and Security Hub.
 *
 * A feature that is taken out of the configuration stays as it is in AWS, since Terraform only forgets it: so every
 * feature here is stated, on or off.
 * https://docs.aws.amazon.com/guardduty/latest/ug/kubernetes-protection.html
 */
export class ClusterProtection extends Construct {
  readonly detectorId: string;

  constructor(scope: Construct, id: string, { detectorId, runtimeMonitoring = "off" }: ClusterProtectionProps = {}) {
    super(scope, id);
    this.detectorId = detectorId ?? this.detector();
    const auditLogs = new GuarddutyDetectorFeature(this, "audit-logs", {
      detectorId: this.detectorId,
      name: "EKS_AUDIT_LOGS",
      status: "ENABLED",
    });
    this.watchRuntime(runtimeMonitoring, auditLogs);
  }

  private detector(): string {
    const detector = new GuarddutyDetector(this, "detector", { enable: true });
    waive(
      detector,
      "CKV2_AWS_3",
      "it is this account's; an organization's is set up in its own administrator's account",
    );
    return detector.id;
  }

  /** The name without EKS: GuardDuty takes either this or EKS_RUNTIME_MONITORING, which came before it. */
  private watchRuntime(runtimeMonitoring: RuntimeMonitoring, before: GuarddutyDetectorFeature): void {
    new GuarddutyDetectorFeature(this, "runtime-monitoring", {
      detectorId: this.detectorId,
      name: "RUNTIME_MONITORING",
      status: onOff(runtimeMonitoring !== "off"),
      // All that AWS answers with, or each plan would find a difference. The platform has neither Fargate tasks nor
      // instances outside of the cluster, where the agent comes as an add-on.
      additionalConfiguration: [
        { name: "EKS_ADDON_MANAGEMENT", status: onOff(runtimeMonitoring === "automatic") },
        { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: onOff(false) },
        { name: "EC2_AGENT_MANAGEMENT", status: onOff(false) },
      ],
      // Both are changes of the one detector, which takes one at a time.
      dependsOn: [before],
    });
  }
}

function onOff(on: boolean): "ENABLED" | "DISABLED" {
  return on ? "ENABLED" : "DISABLED";
}
