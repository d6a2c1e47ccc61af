import type { Body } from "../../support/synthesize";

/**
 * What is wrong with a pod by the profile `restricted`, with `baseline` below it, in the provider's spelling of the
 * fields. https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function restrictedViolations(pod: Body): readonly string[] {
  const containers = [...(pod.container ?? []), ...(pod.init_container ?? [])];
  return [...podViolations(pod), ...containers.flatMap((container) => containerViolations(container, pod))];
}

const volumeTypes = [
  "config_map",
  "csi",
  "downward_api",
  "empty_dir",
  "ephemeral",
  "persistent_volume_claim",
  "projected",
  "secret",
];
const seccompTypes = ["RuntimeDefault", "Localhost"];
/** Those that need no privilege on any node. */
const safeSysctls = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.ping_group_range",
];

function podViolations(pod: Body): readonly string[] {
  const context = pod.security_context ?? {};
  const volumes = (pod.volume ?? []).flatMap((volume: Body) => Object.keys(volume).filter((key) => key !== "name"));
  return [
    ...["host_network", "host_pid", "host_ipc"].filter((field) => pod[field] === true),
    ...volumes.filter((type: string) => !volumeTypes.includes(type)).map((type: string) => `volume ${type}`),
    ...(context.sysctl ?? []).filter(({ name }: Body) => !safeSysctls.includes(name)).map(({ name }: Body) => name),
    ...(context.windows_options?.host_process ? ["host_process"] : []),
    ...(Number(context.run_as_user) === 0 ? ["run_as_user of the pod"] : []),
    ...seLinux("pod", context),
  ];
}

function containerViolations(container: Body, pod: Body): readonly string[] {
  const { name, port = [], security_context: context = {} } = container;
  const podContext = pod.security_context ?? {};
  const seccomp = (context.seccomp_profile ?? podContext.seccomp_profile)?.type;
  const broken: readonly (readonly [string, boolean])[] = [
    ["privileged", context.privileged === true],
    ["allow_privilege_escalation", context.allow_privilege_escalation !== false],
    // The provider sends false where the container's block leaves it out, so the pod's word doesn't count.
    ["run_as_non_root", context.run_as_non_root !== true],
    ["run_as_user", Number(context.run_as_user) === 0],
    ["seccomp_profile", !seccompTypes.includes(seccomp)],
    ["capabilities.drop", !context.capabilities?.drop?.includes("ALL")],
    ["capabilities.add", (context.capabilities?.add ?? []).some((added: string) => added !== "NET_BIND_SERVICE")],
    ["host_port", port.some(({ host_port: hostPort }: Body) => hostPort !== undefined && hostPort !== 0)],
    // A host in a probe or hook would let the kubelet call anywhere.
    ["host of a probe", probesOf(container).some((probe) => probe?.http_get?.host || probe?.tcp_socket?.[0]?.host)],
  ];
  return [...broken.filter(([, is]) => is).map(([rule]) => `${name}: ${rule}`), ...seLinux(name, context)];
}

function probesOf(container: Body): readonly Body[] {
  const hooks = [...(container.lifecycle?.pre_stop ?? []), ...(container.lifecycle?.post_start ?? [])];
  return [container.startup_probe, container.readiness_probe, container.liveness_probe, ...hooks];
}

function seLinux(name: string, { se_linux_options: options = {} }: Body): readonly string[] {
  const types = [undefined, "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
  return types.includes(options.type) && !options.user && !options.role ? [] : [`${name}: se_linux_options`];
}
