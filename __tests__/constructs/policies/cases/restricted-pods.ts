import type { Body } from "../../../support/synthesize";
import type { Bad } from "./case";
import { container, controllers, debuggerOf, pod, podOf } from "./objects";

const policy = "restricted-pods";
type Row = readonly [title: string, changes: Body, message: string];

const hostNamespaces = "leave hostNetwork, hostPID and hostIPC out: a pod shares nothing with its node";
const sources = "configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected, secret";
const volumes = `use no volumes but ${sources}: hostPath and the like open the node`;
const sysctls =
  "set no sysctls but kernel.shm_rmid_forced, net.ipv4.ip_local_port_range, net.ipv4.ip_local_reserved_ports, net.ipv4.ip_unprivileged_port_start, net.ipv4.ping_group_range, net.ipv4.tcp_fin_timeout, net.ipv4.tcp_keepalive_intvl, net.ipv4.tcp_keepalive_probes, net.ipv4.tcp_keepalive_time, net.ipv4.tcp_rmem, net.ipv4.tcp_syncookies, net.ipv4.tcp_wmem";
const notRoot = "set securityContext.runAsUser to another user than 0, or leave it out";
const privileged = "leave securityContext.privileged out, or set it to false";
const escalation = "set securityContext.allowPrivilegeEscalation to false";
const capabilities = 'set securityContext.capabilities to drop: ["ALL"], and add nothing but NET_BIND_SERVICE';
const nonRoot = "set securityContext.runAsNonRoot to true, on the pod or on the container";
const seccomp = "set securityContext.seccompProfile.type to RuntimeDefault, on the pod or on the container";
const seLinux = "leave securityContext.seLinuxOptions out";
const appArmor = "leave securityContext.appArmorProfile out, or set its type to RuntimeDefault";
const hostProcess = "leave securityContext.windowsOptions.hostProcess out";
const handlers = "leave host out of probes and lifecycle hooks: the node would call that address";

const specs: readonly Row[] = [
  ["the network of its node", { hostNetwork: true }, hostNamespaces],
  ["the processes of its node", { hostPID: true }, hostNamespaces],
  ["the memory of its node", { hostIPC: true }, hostNamespaces],
  ["a folder of its node", { volumes: [{ name: "v", hostPath: { path: "/" } }] }, volumes],
  ["a file server", { volumes: [{ name: "v", nfs: { server: "10.0.0.1", path: "/" } }] }, volumes],
  ["a volume out of an image", { volumes: [{ name: "v", image: { reference: "quay.io/a/b:1" } }] }, volumes],
  ["a kernel parameter", { securityContext: { sysctls: [{ name: "kernel.msgmax", value: "65536" }] } }, sysctls],
  ["root as the pod's user", { securityContext: { runAsUser: 0 } }, notRoot],
  ["a host process of Windows", { securityContext: { windowsOptions: { hostProcess: true } } }, hostProcess],
  ["a type of SELinux for all", { securityContext: { seLinuxOptions: { type: "spc_t" } } }, seLinux],
  ["AppArmor off for all", { securityContext: { appArmorProfile: { type: "Unconfined" } } }, appArmor],
];

const contexts: readonly Row[] = [
  ["privileges", { privileged: true }, privileged],
  ["more privileges later", { allowPrivilegeEscalation: true }, escalation],
  ["more privileges by default", { allowPrivilegeEscalation: undefined }, escalation],
  ["the usual capabilities", { capabilities: undefined }, capabilities],
  ["some capabilities", { capabilities: { drop: ["NET_RAW"] } }, capabilities],
  ["one more capability", { capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE", "SYS_ADMIN"] } }, capabilities],
  ["root, maybe", { runAsNonRoot: undefined }, nonRoot],
  ["root, allowed", { runAsNonRoot: false }, nonRoot],
  ["root as its user", { runAsUser: 0 }, notRoot],
  ["no seccomp profile", { seccompProfile: undefined }, seccomp],
  ["seccomp off", { seccompProfile: { type: "Unconfined" } }, seccomp],
  ["the whole of /proc", { procMount: "Unmasked" }, "leave securityContext.procMount out"],
  ["a host process of Windows", { windowsOptions: { hostProcess: true } }, hostProcess],
  ["a type of SELinux", { seLinuxOptions: { type: "spc_t" } }, seLinux],
  ["a user of SELinux", { seLinuxOptions: { user: "system_u" } }, seLinux],
  ["AppArmor off", { appArmorProfile: { type: "Unconfined" } }, appArmor],
];

const contains: readonly Row[] = [
  [
    "a port of its node",
    { ports: [{ containerPort: 8080, hostPort: 8080 }] },
    "leave hostPort out: a Service leads to the pod",
  ],
  ["a probe of another host", { livenessProbe: { httpGet: { host: "169.254.169.254", port: 80 } } }, handlers],
  ["a probe of another host's port", { startupProbe: { tcpSocket: { host: "10.0.0.1", port: 22 } } }, handlers],
  ["a hook that calls another host", { lifecycle: { preStop: { httpGet: { host: "10.0.0.1", port: 1 } } } }, handlers],
];

const ofContainer = "container web: ";
const debugging = pod({ ephemeralContainers: [debuggerOf({ securityContext: { privileged: true } })] });

export const badRestrictedPods: readonly Bad[] = [
  ...specs.map(([title, spec, message]) => ({ policy, title, object: pod(spec), message }) as const),
  ...contexts.map(([title, securityContext, message]) => {
    return { policy, title, object: podOf({ securityContext }), message: ofContainer + message } as const;
  }),
  ...contains.map(([title, changes, message]) => {
    return { policy, title, object: podOf(changes), message: ofContainer + message } as const;
  }),
  ...controllers({ containers: [container()], hostNetwork: true }).map((object) => {
    return { policy, title: `the node's network in a ${object.kind}`, object, message: hostNamespaces } as const;
  }),
  {
    policy,
    title: "privileges of an init container, which is named",
    object: pod({
      initContainers: [
        container({ name: "first" }),
        container({ name: "setup", securityContext: { privileged: true } }),
      ],
    }),
    message: `container setup: ${privileged}`,
  },
  {
    policy,
    title: "a container for debugging with privileges",
    operation: "UPDATE",
    subresource: "ephemeralcontainers",
    oldObject: pod(),
    object: debugging,
    message: `container debug: ${privileged}`,
  },
];
