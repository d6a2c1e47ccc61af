import { ofChangedSpec } from "./changed-spec";
import { allContainers, containers, eachContainer, podSpec, podsAndControllers } from "./pods";
import { celList, type Policy, type Validation } from "./policy";

/**
 * What pod security `restricted` asks for. It holds where a namespace's own level is lower, since one of its apps has an
 * exception, and it refuses a Deployment at once, where pod security only warns and the pods are missing later.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function restrictedPods(): Policy {
  return {
    name: "restricted-pods",
    states: "pods keep pod security restricted",
    ...podsAndControllers,
    variables: [podSpec, containers, allContainers, seccompOfPod, nonRootOfPod],
    validations: [...ofPod.map(ofChangedSpec), ...ofContainers.map((rule) => eachContainer(allContainers, rule))],
  };
}

const pod = "variables.podSpec";
const podContext = `${pod}.?securityContext`;
const context = "container.?securityContext";

const seccompOfPod = {
  name: "seccompOfPod",
  expression: `${podContext}.?seccompProfile.?type.orValue('Unconfined')`,
};
const nonRootOfPod = { name: "nonRootOfPod", expression: `${podContext}.?runAsNonRoot.orValue(false)` };

/** Volumes that reach neither the node nor somebody else's storage; `image` is missing, since it takes any registry's. */
const volumeSources = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

/** Kernel parameters that stay within the pod. */
const safeSysctls = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];

const seLinuxTypes = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

/** Wherever the node calls a container. */
const handlers = [
  ...["startupProbe", "readinessProbe", "livenessProbe"].map((probe) => `?${probe}`),
  ...["postStart", "preStop"].map((hook) => `?lifecycle.?${hook}`),
].flatMap((handler) => [`${handler}.?httpGet`, `${handler}.?tcpSocket`]);

const ofPod: readonly Validation[] = [
  {
    expression: ["hostNetwork", "hostPID", "hostIPC"].map((field) => `!${pod}.?${field}.orValue(false)`).join(" && "),
    message: "leave hostNetwork, hostPID and hostIPC out: a pod shares nothing with its node",
  },
  {
    expression: `${pod}.?volumes.orValue([]).all(volume, volume.all(key, key in ${celList(["name", ...volumeSources])}))`,
    message: `use no volumes but ${volumeSources.join(", ")}: hostPath and the like open the node`,
  },
  {
    expression: `${podContext}.?sysctls.orValue([]).all(sysctl, sysctl.name in ${celList(safeSysctls)})`,
    message: `set no sysctls but ${safeSysctls.join(", ")}`,
  },
  {
    expression: `${podContext}.?runAsUser.orValue(1) != 0`,
    message: "set securityContext.runAsUser to another user than 0, or leave it out",
  },
  {
    expression: `!${podContext}.?windowsOptions.?hostProcess.orValue(false)`,
    message: "leave securityContext.windowsOptions.hostProcess out",
  },
  ...confinement(podContext),
];

const ofContainers: readonly Validation[] = [
  {
    expression: `!${context}.?privileged.orValue(false)`,
    message: "leave securityContext.privileged out, or set it to false",
  },
  {
    expression: `!${context}.?allowPrivilegeEscalation.orValue(true)`,
    message: "set securityContext.allowPrivilegeEscalation to false",
  },
  {
    expression: [
      `'ALL' in ${context}.?capabilities.?drop.orValue([])`,
      `${context}.?capabilities.?add.orValue([]).all(added, added == 'NET_BIND_SERVICE')`,
    ].join(" && "),
    message: 'set securityContext.capabilities to drop: ["ALL"], and add nothing but NET_BIND_SERVICE',
  },
  {
    expression: `${context}.?runAsNonRoot.orValue(variables.nonRootOfPod)`,
    message: "set securityContext.runAsNonRoot to true, on the pod or on the container",
  },
  {
    expression: `${context}.?runAsUser.orValue(1) != 0`,
    message: "set securityContext.runAsUser to another user than 0, or leave it out",
  },
  {
    expression: `${context}.?seccompProfile.?type.orValue(variables.seccompOfPod) in ['RuntimeDefault', 'Localhost']`,
    message: "set securityContext.seccompProfile.type to RuntimeDefault, on the pod or on the container",
  },
  {
    expression: "container.?ports.orValue([]).all(port, port.?hostPort.orValue(0) == 0)",
    message: "leave hostPort out: a Service leads to the pod",
  },
  {
    expression: `${context}.?procMount.orValue('Default') == 'Default'`,
    message: "leave securityContext.procMount out",
  },
  {
    expression: `!${context}.?windowsOptions.?hostProcess.orValue(false)`,
    message: "leave securityContext.windowsOptions.hostProcess out",
  },
  ...confinement(context),
  {
    expression: handlers.map((handler) => `container.${handler}.?host.orValue('') == ''`).join(" && "),
    message: "leave host out of probes and lifecycle hooks: the node would call that address",
  },
];

/** What SELinux and AppArmor hold a process to. */
function confinement(of: string): readonly Validation[] {
  const seLinux = `${of}.?seLinuxOptions`;
  return [
    {
      expression: [
        `${seLinux}.?type.orValue('') in ${celList(seLinuxTypes)}`,
        `${seLinux}.?user.orValue('') == ''`,
        `${seLinux}.?role.orValue('') == ''`,
      ].join(" && "),
      message: "leave securityContext.seLinuxOptions out",
    },
    {
      expression: `${of}.?appArmorProfile.?type.orValue('RuntimeDefault') in ['RuntimeDefault', 'Localhost']`,
      message: "leave securityContext.appArmorProfile out, or set its type to RuntimeDefault",
    },
  ];
}
