import type { RecordedContainer, RecordedPods } from "../../constructs/charts/chart-record";

// biome-ignore lint/suspicious/noExplicitAny: security contexts as the Kubernetes API has them
type Context = any;

const volumeTypes = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

/**
 * What is wrong with recorded pods by the profile `restricted`, with `baseline` below it.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function restrictedViolations(pods: RecordedPods): readonly string[] {
  const { host = [], hostPaths = [], volumes = [], securityContext = {} } = pods;
  return [
    ...host,
    ...hostPaths.map((folder) => `hostPath ${folder}`),
    ...volumes.filter((type) => !volumeTypes.includes(type)).map((type) => `volume ${type}`),
    ...pods.containers.flatMap((container) => containerViolations(container, securityContext)),
  ];
}

function containerViolations({ name, hostPorts = [], securityContext = {} }: RecordedContainer, pod: Context) {
  const own: Context = securityContext;
  const seccomp = (own.seccompProfile ?? pod.seccompProfile)?.type;
  const user = own.runAsUser ?? pod.runAsUser;
  const broken: readonly (readonly [string, boolean])[] = [
    ["privileged", own.privileged === true],
    ["allowPrivilegeEscalation", own.allowPrivilegeEscalation !== false],
    ["runAsNonRoot", (own.runAsNonRoot ?? pod.runAsNonRoot) !== true],
    ["runAsUser", user === 0],
    ["seccompProfile", !["RuntimeDefault", "Localhost"].includes(seccomp)],
    ["capabilities.drop", !own.capabilities?.drop?.includes("ALL")],
    ["capabilities.add", (own.capabilities?.add ?? []).some((one: string) => one !== "NET_BIND_SERVICE")],
    ["hostPort", hostPorts.length > 0],
  ];
  return broken.filter(([, is]) => is).map(([rule]) => `${name}: ${rule}`);
}

/** What a container does not say of what it reserves and may take. */
export function missingResources({ name, resources = {} }: RecordedContainer): readonly string[] {
  const wanted = ["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];
  return wanted
    .filter((place) => {
      const [kind = "", resource = ""] = place.split(".");
      return !resources[kind]?.[resource];
    })
    .map((place) => `${name}: ${place}`);
}

/** Whether an image is one and the same thing tomorrow, as far as its name says. */
export function isPinned(image: string): boolean {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return true;
  // The first colon of a name may be that of the registry's port.
  const [, tag] = /:([\w][\w.-]*)$/.exec(image) ?? [];
  return tag !== undefined && /\d/.test(tag) && !/latest|nightly|main|master/.test(tag);
}
