import { z } from "zod";
import { list, number } from "./field";
import { pipeline } from "./pipeline";
import { bytes, cpu, principalArn, slug } from "./primitives";
import { podQuota } from "./rules/values/counts";
import { distinct } from "./rules/values/distinct";

const team = z.strictObject({
  /** Also the team's namespace. */
  name: slug,
  /** Who may assume the team's developer role: IAM ARN patterns. @default - nobody */
  developers: list(principalArn, distinct).default([]),
  /**
   * Terraform stack of the team's apps: `apps`, or one of their own, `apps-<team>`, with its own state, deployers and rights.
   * `prepared`: the apps are in `apps`, and their own stack is there and holds nothing, on the way into it or out of it
   * (docs/playbooks/shard-apps.md). @default "shared"
   */
  appsStack: z.enum(["shared", "prepared", "own"]).default("shared"),
  /** The pipeline that serves all of the team's apps. @default - none */
  pipeline: pipeline.optional(),
  /** What all pods of the team's namespace may request together. */
  quota: z
    .strictObject({
      /** Cores. @default "16" */
      cpu: cpu.default("16"),
      /** Memory. @default "32Gi" */
      memory: bytes.default("32Gi"),
      /** Pods at a time. @default 100 */
      pods: number(podQuota).default(100),
      /** Sum of all volumes. @default "200Gi" */
      storage: bytes.default("200Gi"),
    })
    .prefault({}),
});

/** Teams, each with a namespace of its own. */
export const teams = z.array(team).default([]);
