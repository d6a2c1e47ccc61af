import { InterruptionQueue } from "../../constructs/autoscaling/interruption-queue";
import type { Keyed } from "../../constructs/contracts/contract";
import type { PlatformStack } from "../../constructs/stack/platform-stack";

export interface AutoscalingSurroundings {
  /** Customer managed keys, by purpose. */
  readonly keyArns: Keyed;
}

/** What starts nodes for the pods that wait for one, and ends those that nothing needs. */
export function declareAutoscaling(stack: PlatformStack, { keyArns }: AutoscalingSurroundings): void {
  const { names, environment } = stack;
  new InterruptionQueue(stack, "interruptions", {
    name: names.interruptionQueue,
    arn: names.arn("sqs", names.interruptionQueue),
    keyArn: keyArns.at("queues"),
    accountId: environment.aws.accountId,
    ruleName: (event) => names.interruptionRule(event),
    ruleArn: (event) => names.arn("events", `rule/${names.interruptionRule(event)}`),
  });
}
