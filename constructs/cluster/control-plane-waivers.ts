import type { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { waive } from "../guardrails/waive";
import type { ControlPlaneProps } from "./control-plane";

/** Versions that EKS supports and checkov 3.3.30 has not heard of. */
const unknownToCheckov = ["1.36"];

/** What a scanner or a rule finds wrong with the control plane of an environment that has asked for it. */
export function waiveOnControlPlane(
  cluster: EksCluster,
  { version, supportType, publicCidrs = [] }: ControlPlaneProps,
): void {
  if (publicCidrs.length > 0) {
    waive(cluster, "CKV_AWS_39", `the public endpoint answers ${publicCidrs.join(", ")} only, as the environment asks`);
  }
  if (supportType === "EXTENDED") {
    waive(cluster, "extended-support", "the environment asks for it, and pays for it once standard support has ended");
  }
  if (unknownToCheckov.includes(version)) {
    waive(cluster, "CKV_AWS_339", `checkov's list ends before ${version}, which is in EKS standard support`);
  }
}
