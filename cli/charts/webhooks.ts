import type { LabelSelector, RecordedWebhook } from "../../constructs/charts/chart-record";
import type { Manifest } from "./manifests";

const kinds = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

interface Webhook {
  readonly name: string;
  readonly failurePolicy?: "Fail" | "Ignore";
  readonly rules?: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly operations: readonly string[];
    readonly scope?: string;
  }[];
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
}

/** The webhooks among the objects, each with what it stands in the way of. */
export function webhooksIn(manifests: readonly Manifest[]): readonly RecordedWebhook[] {
  return manifests
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ kind, metadata, webhooks }) =>
      ((webhooks ?? []) as readonly Webhook[]).map((one) => described(`${kind} ${metadata.name}`, one)),
    );
}

function described(configuration: string, webhook: Webhook): RecordedWebhook {
  const { name, failurePolicy = "Fail", rules = [], namespaceSelector, objectSelector } = webhook;
  return {
    configuration,
    name,
    failurePolicy,
    rules: rules.map(({ apiGroups, resources, operations, scope }) => ({
      apiGroups,
      resources,
      operations,
      ...(scope && { scope }),
    })),
    ...(narrows(namespaceSelector) && { namespaceSelector }),
    ...(narrows(objectSelector) && { objectSelector }),
  };
}

function narrows(selector: LabelSelector | undefined): boolean {
  return Object.values(selector ?? {}).some((part) => Object.keys(part ?? {}).length > 0);
}
