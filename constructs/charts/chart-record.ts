/** A Kubernetes object by its name. */
export interface ObjectName {
  readonly kind: string;
  /** Left out for kinds that belong to the whole cluster. */
  readonly namespace?: string;
  readonly name: string;
}

export interface RecordedObject extends ObjectName {
  /** Group and version, such as `apps/v1`. */
  readonly apiVersion: string;
}

/** A kind that a chart defines. */
export interface RecordedDefinition {
  readonly group: string;
  readonly kind: string;
  /** Name of its resources in rules and addresses, such as `certificates`. */
  readonly plural: string;
  readonly scope: "Namespaced" | "Cluster";
  /** Versions that the API serves, such as `v1`. */
  readonly versions: readonly string[];
  /** Whether it lies in a folder `crds/`, from which Helm installs once and never upgrades. @default false */
  readonly once?: true;
}

/** A rule of a role, with the fields that Kubernetes gives it. */
export interface RecordedRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

export interface RecordedRole extends ObjectName {
  readonly rules: readonly RecordedRule[];
  /** Labels by which other cluster roles take these rules over, such as Kubernetes' own `view`. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Selectors of the roles whose rules this one takes over. */
  readonly aggregates?: readonly unknown[];
}

export interface RecordedBinding extends ObjectName {
  /** Kind and name, such as `ClusterRole cert-manager-view`. */
  readonly role: string;
  /** Kind, namespace and name, such as `ServiceAccount app-services/cert-manager`. */
  readonly subjects: readonly string[];
}

/** One webhook of a configuration. */
export interface RecordedWebhook {
  /** Kind and name of the configuration that it stands in. */
  readonly configuration: string;
  readonly name: string;
  /** What becomes of a request while nobody answers. */
  readonly failurePolicy: "Fail" | "Ignore";
  readonly rules: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly operations: readonly string[];
    readonly scope?: string;
  }[];
  /** Left out: every namespace. */
  readonly namespaceSelector?: LabelSelector;
  /** Left out: every object. */
  readonly objectSelector?: LabelSelector;
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/** Pods that a workload makes, as far as what they may and what they take. */
export interface RecordedPods extends ObjectName {
  /** Left out where the kind knows none, or an autoscaler decides. */
  readonly replicas?: number;
  /** When Helm makes it, where it is no part of what stays, such as `post-install`. */
  readonly hook?: string;
  readonly priorityClassName?: string;
  readonly serviceAccountName?: string;
  /** What of `hostNetwork`, `hostPID` and `hostIPC` is on. */
  readonly host?: readonly string[];
  /** Folders of the node. */
  readonly hostPaths?: readonly string[];
  /** Types of the other volumes, such as `configMap`. */
  readonly volumes?: readonly string[];
  readonly securityContext?: Readonly<Record<string, unknown>>;
  /** Labels of nodes over which the pods are spread. */
  readonly spreadOver?: readonly string[];
  /** Name of the disruption budget that counts them. */
  readonly budget?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly containers: readonly RecordedContainer[];
}

export interface RecordedContainer {
  readonly name: string;
  /** Whether it runs before the others. @default false */
  readonly init?: boolean;
  readonly image: string;
  readonly resources?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly hostPorts?: readonly number[];
}

/** A Secret that comes with keys. */
export interface RecordedSecret {
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
}

/** What the record was made from. */
export interface RecordedInstallation {
  /** Kubernetes version that the chart was told. */
  readonly kubernetes: string;
  readonly release: string;
  /** Digest of the values, by which a test sees that others are given now. */
  readonly values: string;
}

/**
 * What a chart renders in the version of the catalogue with the values that the platform gives it, over all
 * environments of the repository: an object that differs between two stands there twice. Objects of `helm test` are left
 * out, since nothing here runs them. `npx platform charts record` writes it.
 */
export interface ChartRecord {
  readonly chart: string;
  readonly version: string;
  /** Version of what it runs. */
  readonly appVersion: string;
  /** By environment, and within by release. */
  readonly installations: Readonly<Record<string, readonly RecordedInstallation[]>>;
  readonly objects: readonly RecordedObject[];
  readonly definitions: readonly RecordedDefinition[];
  readonly roles: readonly RecordedRole[];
  readonly bindings: readonly RecordedBinding[];
  readonly webhooks: readonly RecordedWebhook[];
  readonly pods: readonly RecordedPods[];
  /** Those that containers name, and those that are handed on to a controller. */
  readonly images: readonly string[];
  readonly secrets: readonly RecordedSecret[];
}
