import { celText, type Variable } from "./policy";

export interface PlatformUsers {
  /**
   * ARNs of the assumed roles, without session, that answer for what the platform has in every namespace, such as
   * `arn:aws:sts::111122223333:assumed-role/strata-demo-kubernetes-cluster-apply`. EKS calls a user so, and adds the
   * session. https://docs.aws.amazon.com/eks/latest/userguide/set-custom-username.html
   */
  readonly assumedRoles: readonly string[];
}

/** Kubernetes' own controllers: they delete what a deleted namespace holds. */
const kubernetesControllers = "system:serviceaccount:kube-system:";

/** Whether the platform asks. */
export function byPlatform({ assumedRoles }: PlatformUsers): Variable {
  const prefixes = [...assumedRoles.map((role) => `${role}/`), kubernetesControllers];
  const expression = prefixes.map((prefix) => `request.userInfo.username.startsWith(${celText(prefix)})`).join(" || ");
  return { name: "byPlatform", expression };
}
