import { controllers } from "../names";
import { catalogue } from "./catalogue";
import type { Chart } from "./chart";
import { pipeline, stateFolder } from "./fluent-bit-pipeline";
import { nodeCritical, type Resources } from "./pod-defaults";
import { onEveryNode } from "./system-nodes";

export interface FluentBitOptions {
  readonly region: string;
  /** Existing log group for the containers of all namespaces that are not the platform's. */
  readonly applicationLogGroup: string;
  /** Existing log group for the containers of the platform's namespaces. */
  readonly systemLogGroup: string;
  /** Existing log group for what the nodes themselves write: kubelet, containerd and kernel. */
  readonly nodeLogGroup: string;
}

const resources: Resources = {
  requests: { cpu: "50m", memory: "100Mi" },
  limits: { cpu: "500m", memory: "256Mi" },
};

/**
 * Sends the output of every container, and the node's own journal, to CloudWatch Logs, from one pod on each node.
 *
 * Pod security: its namespace must be at level `privileged`, since `baseline` already forbids `hostPath`, and the logs
 * of a node's containers lie nowhere else. So it has a namespace that it shares with nothing that could do without. Of
 * what that level opens it uses two things: the folder `/var/log`, read only, and a folder of its own; and user 0, to
 * whom containerd's log files belong (mode 0640). It has no capability, so that as root it still reads root's files
 * only.
 *
 * On Bottlerocket `/var` is writable and survives a restart, and SELinux lets a container of the usual type `container_t`
 * read and write what lies there, labelled `local_t`, with no option of its own; it keeps from it only `/var/log/kdump`
 * and `/var/log/support`, which are not read here. AL2023 does not enforce SELinux by itself.
 * bottlerocket-os/bottlerocket-core-kit at `v3.1.1`: packages/selinux-policy (object.cil, rules.cil, subject.cil,
 * mcs.cil) and packages/release (var.mount, release-tmpfiles.conf); awslabs/amazon-eks-ami, issue 2006.
 *
 * Values: fluent/helm-charts, charts/fluent-bit at `fluent-bit-0.58.1`, which runs fluent-bit 5.1.1.
 */
export function fluentBit(options: FluentBitOptions): Chart {
  const { namespace, serviceAccount } = controllers["fluent-bit"];
  return {
    ...catalogue["fluent-bit"],
    name: "fluent-bit",
    namespace,
    waivers: {
      "host-access": "the logs of all containers lie in a folder of the node, and how far they were read beside them",
      "pod-security-context": "root alone reads the logs that containers of other users write",
    },
    values: {
      kind: "DaemonSet",
      config: pipeline(options),
      serviceAccount: { create: true, name: serviceAccount },
      ...hostFolders,
      podSecurityContext: { seccompProfile: { type: "RuntimeDefault" } },
      securityContext: {
        runAsUser: 0,
        runAsNonRoot: false,
        privileged: false,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
        seccompProfile: { type: "RuntimeDefault" },
      },
      tolerations: onEveryNode,
      priorityClassName: nodeCritical,
      resources,
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "10%" } },
      terminationGracePeriodSeconds: 30,
      // A test pod that nobody runs, of an image with a moving tag.
      testFramework: { enabled: false },
    },
  };
}

/** In place of the chart's: containerd needs no docker folder, and a journal that is named by its folder no machine id. */
const hostFolders = {
  daemonSetVolumes: [
    { name: "varlog", hostPath: { path: "/var/log", type: "Directory" } },
    { name: "state", hostPath: { path: stateFolder, type: "DirectoryOrCreate" } },
  ],
  daemonSetVolumeMounts: [
    { name: "varlog", mountPath: "/var/log", readOnly: true },
    { name: "state", mountPath: stateFolder },
  ],
};
