import type { DeploymentV1SpecTemplate } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { labelsOf, type WorkloadName } from "../labels";
import { type Health, probesOf } from "./probes";
import { containerSecurity, podSecurity } from "./security";
import { type Shutdown, shutdownOf } from "./shutdown";
import { spreadOf } from "./spread";

export interface Resources {
  /** CPU that a pod is sure of, such as `250m`; it may use more while its node has some to spare. */
  readonly cpu: string;
  /** Memory that a pod is sure of and may not exceed, such as `256Mi`. */
  readonly memory: string;
}

export interface PodTemplateProps {
  readonly workload: WorkloadName;
  /** Full reference of the image, with a digest or a tag that never moves. */
  readonly image: string;
  readonly health: Health;
  readonly resources: Resources;
  readonly shutdown: Shutdown;
  readonly serviceAccountName: string;
  /** ConfigMap whose entries become environment variables. */
  readonly settingsName: string;
  /** Hash of that ConfigMap's content: when it changes, the pods are replaced. */
  readonly settingsHash: string;
}

/** Space for temporary files, the only place of the container that can be written to. */
const temporaryFiles = { name: "tmp", mountPath: "/tmp", sizeLimit: "256Mi" };

export function podTemplate(props: PodTemplateProps): DeploymentV1SpecTemplate {
  const { lifecycle, terminationGracePeriodSeconds } = shutdownOf(props.shutdown);
  return {
    metadata: { labels: labelsOf(props.workload), annotations: { "strata/settings-hash": props.settingsHash } },
    spec: {
      serviceAccountName: props.serviceAccountName,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds,
      securityContext: podSecurity,
      topologySpreadConstraint: spreadOf(props.workload),
      container: [{ ...containerOf(props), ...(lifecycle && { lifecycle }) }],
      volume: [{ name: temporaryFiles.name, emptyDir: { sizeLimit: temporaryFiles.sizeLimit } }],
    },
  };
}

function containerOf({ workload, image, health, resources, settingsName }: PodTemplateProps) {
  return {
    name: workload.name,
    image,
    imagePullPolicy: "IfNotPresent",
    port: [{ name: "http", containerPort: health.port, protocol: "TCP" }],
    envFrom: [{ configMapRef: { name: settingsName } }],
    // No CPU limit: it would slow a pod down on an idle node. Memory can't be taken back, so its limit is the request.
    resources: { requests: { ...resources }, limits: { memory: resources.memory } },
    securityContext: containerSecurity,
    volumeMount: [{ name: temporaryFiles.name, mountPath: temporaryFiles.mountPath }],
    terminationMessagePolicy: "FallbackToLogsOnError",
    ...probesOf(health),
  };
}
