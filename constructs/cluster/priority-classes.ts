import { PriorityClassV1 } from "@cdktf/provider-kubernetes/lib/priority-class-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface PriorityClassesProps {
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Class of what serves the apps but is not vital to the cluster, which has Kubernetes' own `system-` classes. */
export const platformCritical = "platform-critical";
/** Classes of apps that come before and after the others. */
export const appsCritical = "apps-critical";
export const appsBatch = "apps-batch";

/** Higher goes first; classes of users end at 1,000,000,000. */
const classes = [
  { name: platformCritical, value: 1_000_000, description: "Services of the platform that apps depend on." },
  { name: appsCritical, value: 10_000, description: "Apps that customers feel at once: they displace other apps." },
  { name: "apps-default", value: 1_000, globalDefault: true, description: "Every pod that names no other class." },
  {
    name: appsBatch,
    value: 100,
    preemptionPolicy: "Never",
    description: "Work that can wait: it is displaced by others and displaces none.",
  },
];

/** Who waits when nodes are full. */
export class PriorityClasses extends Construct {
  constructor(scope: Construct, id: string, { dependsOn }: PriorityClassesProps) {
    super(scope, id);
    for (const { name, ...settings } of classes) {
      new PriorityClassV1(this, name, { metadata: { name }, ...settings, dependsOn: [...dependsOn] });
    }
  }
}
