import type { Fields } from "../kubernetes/objects";
import { isExpression, isOn } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { allPods, type Container, containersOf, type Pods } from "./pods";

/** What it shares with its node, and capabilities that it is given, are a rule of their own. */
export const podSecurityContext: Rule = {
  id: "pod-security-context",
  title: "Containers run by pod security restricted, on a file system that they can't write",
  severity: "high",
  sources: [
    "Kubernetes: Pod Security Standards, restricted",
    "CIS Amazon EKS Benchmark 4.2.5 and 4.5.2",
    "EKS best practices, security: Pod Security",
  ],
  check: (tree) =>
    allPods(tree).flatMap((pods) => [
      ...ofPod(pods),
      ...containersOf(pods).flatMap((container) => ofContainer(pods, container)),
    ]),
};

/** Settings that are wrong, by what has to stand there. */
type Wrong = readonly (readonly [fix: string, isWrong: boolean])[];

function ofContainer(pods: Pods, { fields, at }: Container): readonly Violation[] {
  const pod = pods.spec.securityContext ?? {};
  const own: Fields = fields.securityContext ?? {};
  const seccomp = own.seccompProfile?.type ?? pod.seccompProfile?.type;
  const wrong: Wrong = [
    ["runAsNonRoot: true", !holds(runAsNonRoot(pods, fields), isOn)],
    ["runAsUser: another than 0", `${own.runAsUser ?? ""}` === "0"],
    ["allowPrivilegeEscalation: false", !holds(own.allowPrivilegeEscalation, isOff)],
    ["readOnlyRootFilesystem: true", !holds(own.readOnlyRootFilesystem, isOn)],
    ['capabilities.drop: ["ALL"]', !dropsAll(own.capabilities?.drop)],
    [
      "seccompProfile.type: RuntimeDefault",
      !holds(seccomp, (type) => ["RuntimeDefault", "Localhost"].includes(`${type}`)),
    ],
    ["procMount: left out", !["Default", undefined].includes(own.procMount)],
    ...confinement(own),
  ];
  return violation(
    wrong,
    at("securityContext"),
    fields.securityContext,
    `the container ${fields.name} has too many rights`,
  );
}

/** What holds for a pod as a whole. What its containers repeat is said of them. */
function ofPod({ spec, at }: Pods): readonly Violation[] {
  const context: Fields = spec.securityContext ?? {};
  const sysctls: readonly Fields[] = context.sysctls ?? [];
  const wrong: Wrong = [
    ["runAsUser: another than 0", `${context.runAsUser ?? ""}` === "0"],
    ["sysctls: safe ones only", sysctls.some(({ name }) => !safeSysctls.test(`${name}`))],
    ...confinement(context),
  ];
  return violation(wrong, at("securityContext"), spec.securityContext, "the pod has too many rights");
}

function violation(
  wrong: Wrong,
  place: Pick<Violation, "construct" | "place">,
  value: unknown,
  subject: string,
): readonly Violation[] {
  const fixes = wrong.filter(([, isWrong]) => isWrong).map(([fix]) => fix);
  if (fixes.length === 0) return [];
  return [
    { ...place, value, problem: `${subject}, and pod security restricted refuses it`, fix: `set ${fixes.join(", ")}` },
  ];
}

/**
 * The kubernetes provider sends `false` for a container whose block leaves it out, and so undoes what the pod says
 * (2.38, `kubernetes/structures_container.go`).
 */
function runAsNonRoot({ spec, byProvider }: Pods, { securityContext }: Fields): unknown {
  if (byProvider && securityContext) return securityContext.runAsNonRoot ?? false;
  return securityContext?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot;
}

function confinement({ seLinuxOptions = {}, appArmorProfile, windowsOptions }: Fields): Wrong {
  const { type = "", user = "", role = "" } = seLinuxOptions;
  return [
    ["seLinuxOptions: left out", !/^(container(_(init|kvm|engine))?_t)?$/.test(type) || user !== "" || role !== ""],
    ["appArmorProfile.type: RuntimeDefault", appArmorProfile?.type === "Unconfined"],
    ["windowsOptions.hostProcess: left out", isOn(windowsOptions?.hostProcess)],
  ];
}

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
const safeSysctls =
  /^(kernel\.shm_rmid_forced|net\.ipv4\.(ip_local_port_range|ip_local_reserved_ports|ip_unprivileged_port_start|ping_group_range|tcp_fin_timeout|tcp_keepalive_(intvl|probes|time)|tcp_rmem|tcp_syncookies|tcp_wmem))$/;

function dropsAll(drop: unknown): boolean {
  return Array.isArray(drop) ? drop.includes("ALL") : isExpression(drop);
}

function isOff(value: unknown): boolean {
  return value === false || value === "false";
}

/** What only Terraform knows is taken for right. */
function holds(value: unknown, isRight: (value: unknown) => boolean): boolean {
  return isExpression(value) || isRight(value);
}
