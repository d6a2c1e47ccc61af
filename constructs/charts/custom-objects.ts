import path from "node:path";
import { Release } from "@cdktf/provider-helm/lib/release";
import { AssetType, type ITerraformDependable, TerraformAsset, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { sourceFolder } from "../stack/source-folder";
import { releaseSettings } from "./release-settings";
import { type Json, terraformJson } from "./terraform-json";

/** An object of the Kubernetes API, as its kind's documentation describes it. */
export interface CustomObject {
  /** Group and version, such as `karpenter.sh/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    /** @default - the release's namespace; without meaning for kinds that have none */
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Json;
  /** What kinds without a `spec` have beside their metadata. */
  readonly [field: string]: Json;
}

export interface CustomObjectsProps {
  /** Name of the release. */
  readonly name: string;
  /** Namespace that exists already. */
  readonly namespace: string;
  /** At least one. */
  readonly objects: readonly CustomObject[];
  /** What has to be there before: the controller that brings the kinds' definitions, and serves them. */
  readonly after: readonly ITerraformDependable[];
  /** How long a change or the deletion of all objects may take, in seconds. @default 300 */
  readonly timeout?: number;
}

/**
 * Objects of kinds that Terraform's provider doesn't know, as the Helm release of a chart that renders what it is
 * given. Neither the Kubernetes API nor the kinds' definitions are asked at plan, as `kubernetes_manifest` would.
 *
 * On deletion Helm waits until the objects are gone, their finalizers included, so what stands in `after` is at work
 * for as long as they need it.
 */
export class CustomObjects extends Release {
  /** What it installs, as it was given. */
  readonly installed: readonly CustomObject[];

  constructor(scope: Construct, id: string, props: CustomObjectsProps) {
    const { name, namespace, objects, after, timeout = 300 } = props;
    super(scope, id, {
      ...releaseSettings,
      name,
      namespace,
      chart: `./${chartOf(TerraformStack.of(scope)).path.replace(/\/$/, "")}`,
      values: [terraformJson({ objects })],
      timeout,
      dependsOn: [...after],
    });
    this.installed = objects;
  }
}

const assetId = "custom-objects-chart";

/** One copy of the chart in a stack's folder, whoever asks for it. */
function chartOf(stack: TerraformStack): TerraformAsset {
  const known = stack.node.tryFindChild(assetId);
  return known instanceof TerraformAsset
    ? known
    : new TerraformAsset(stack, assetId, { path: chartFolder(), type: AssetType.DIRECTORY });
}

/** Its folder among the sources. */
function chartFolder(): string {
  const chart = path.join("constructs", "charts", "custom-objects");
  return path.join(sourceFolder(path.join(chart, "Chart.yaml")), chart);
}
