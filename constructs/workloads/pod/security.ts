/**
 * The user that containers run as. Images are to work under any id, so that it need not be known here.
 * Above 10000, so that it can't be one of the node's users.
 */
const user = "10001";

const seccompProfile = { type: "RuntimeDefault" };

/** For the pod as a whole. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const podSecurity = { runAsNonRoot: true, runAsUser: user, runAsGroup: user, fsGroup: user, seccompProfile };

/** For each container; `runAsNonRoot` again, since the provider sends `false` for a container that leaves it out. */
export const containerSecurity = {
  runAsNonRoot: true,
  runAsUser: user,
  runAsGroup: user,
  privileged: false,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile,
};
