import { createHash } from "node:crypto";
import { JobV1 } from "@cdktf/provider-kubernetes/lib/job-v1";
import { DefaultTokenResolver, Fn, type ITerraformDependable, StringConcat, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { metadataOf, type WorkloadObject } from "../labels";
import type { Pod } from "../pod/pod";
import { type Runs, runsOf, usualDeadlineSeconds } from "./runs";

export interface WorkloadJobProps extends WorkloadObject, Runs {
  readonly pod: Pod;
  /** Whether an apply waits for the job, and fails with it. @default true */
  readonly waited?: boolean;
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * Runs once for each content: what is run can't be changed in a job, so another one takes its place, under another name.
 * The provider would otherwise take some changes, such as that of an annotation, for done (2.38,
 * `patchJobV1Spec`). No time to live: a job that Kubernetes has tidied away is gone for Terraform, and would run again.
 */
export class WorkloadJob extends JobV1 {
  constructor(scope: Construct, id: string, props: WorkloadJobProps) {
    const { pod, waited = true, dependsOn, workload, namespace } = props;
    const runs = runsOf(props);
    const metadata = metadataOf({ workload, namespace });
    // A little longer than the job itself has, so that it is Kubernetes who says that it failed.
    const patience = `${(props.deadlineSeconds ?? usualDeadlineSeconds) + 60}s`;
    super(scope, id, {
      metadata: { ...metadata, name: `${metadata.name}-${contentHash(scope, pod, runs)}` },
      waitForCompletion: waited,
      spec: { ...runs, template: pod.template },
      timeouts: { create: patience, update: patience },
      dependsOn: [...dependsOn],
    });
  }
}

/** Eight characters for what is known at synth, and for settings and files, in which is what other stacks have made. */
function contentHash(scope: Construct, { template }: Pod, runs: object): string {
  const known = createHash("sha256")
    .update(JSON.stringify(resolved(scope, { template, runs })))
    .digest("hex");
  const later = Object.values(template.metadata.annotations ?? {});
  return Fn.substr(Fn.sha256(Fn.join("/", [known, ...later])), 0, 8);
}

/** Without tokens, whose numbers depend on what else was made before. */
function resolved(scope: Construct, content: unknown): unknown {
  return Tokenization.resolve(content, {
    scope,
    preparing: false,
    resolver: new DefaultTokenResolver(new StringConcat()),
  });
}
