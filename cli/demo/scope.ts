import type { NamedCluster } from "./kubeconfig";

/** What of the stacks the demo makes, and who plays the cluster. */
export type Scope =
  /** All, with providers that call no cloud and no cluster. */
  | { readonly kind: "stand-ins" }
  /** All, with the objects in a cluster that is there. */
  | { readonly kind: "named-cluster"; readonly cluster: NamedCluster }
  /** All, with a cluster that the emulator starts in Docker. */
  | { readonly kind: "docker" }
  /** What lies in AWS alone. */
  | { readonly kind: "aws-part"; readonly asked: boolean };

export interface Found {
  readonly standIns: boolean;
  readonly awsOnly: boolean;
  readonly cluster: NamedCluster | undefined;
  readonly docker: boolean;
}

export function scopeOf({ standIns, awsOnly, cluster, docker }: Found): Scope {
  if (awsOnly) return { kind: "aws-part", asked: true };
  if (cluster) return { kind: "named-cluster", cluster };
  if (standIns) return { kind: "stand-ins" };
  return docker ? { kind: "docker" } : { kind: "aws-part", asked: false };
}

/** Says before the start what the demo is going to make. */
export function scopeText(scope: Scope, standIns: boolean): string {
  return [standIns ? standInsText : rightsText, partText(scope)].filter(Boolean).join("\n");
}

const standInsText =
  "The providers here are stand-ins that call no AWS: states, locks, roles and rights are real in the emulator, and what the stacks make is made up.";

const chartsText =
  "Charts are left out, since their controllers need AWS itself, and no pod is waited for, since the emulated registry has no images.";

const rightsText =
  "The emulator does not enforce IAM here: it is told less of a request than IAM is, such as tags at creation in EC2, and would refuse what AWS allows. Each stack takes its own role all the same.";

function partText(scope: Scope): string {
  switch (scope.kind) {
    case "stand-ins":
      return "";
    case "named-cluster":
      return `What lies in the cluster is made at ${scope.cluster.server}, as ${scope.cluster.file} logs in, and is removed again.\n${chartsText}`;
    case "docker":
      return `The cluster is k3s in Docker, which the emulator starts.\n${chartsText}`;
    case "aws-part":
      return scope.asked
        ? "Only what lies in AWS is made."
        : "There is no Docker with the aws command and no --kubeconfig, so only what lies in AWS is made.";
  }
}

/** Whether there is a real Kubernetes API, behind which there is no AWS. */
export function inClusterWithoutAws({ kind }: Scope): boolean {
  return kind === "named-cluster" || kind === "docker";
}

/** Whether the demo makes something that does not go with the emulator. */
export function leavesObjects({ kind }: Scope): boolean {
  return kind === "named-cluster";
}
