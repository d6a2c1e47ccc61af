/** What EventBridge hands on: an event matches when each of its fields has one of the values. */
export interface EventPattern {
  readonly source: readonly string[];
  readonly "detail-type": readonly string[];
  readonly detail?: Readonly<Record<string, readonly string[]>>;
}

const ec2 = (detailType: string, detail?: EventPattern["detail"]): EventPattern => {
  return { source: ["aws.ec2"], "detail-type": [detailType], ...(detail && { detail }) };
};

/**
 * The events by which AWS says that it takes a machine away, or has. EventBridge can't tell those of the cluster's nodes
 * apart: Karpenter skips what concerns no node of its own. Narrowed to what it looks at.
 *
 * Source: aws/karpenter-provider-aws, pkg/controllers/interruption/messages at `v1.14.1`. Left out is the interruption of
 * capacity reservations, of which there are none.
 */
export const interruptionEvents = {
  /** Two minutes' notice of the end of a spot instance. */
  spot: ec2("EC2 Spot Instance Interruption Warning"),
  /** A spot instance is likelier than others to end soon. */
  rebalance: ec2("EC2 Instance Rebalance Recommendation"),
  /** Somebody has stopped or ended an instance. */
  state: ec2("EC2 Instance State-change Notification", {
    state: ["stopping", "stopped", "shutting-down", "terminated"],
  }),
  /** AWS will restart or retire the hardware. */
  health: {
    source: ["aws.health"],
    "detail-type": ["AWS Health Event"],
    detail: { service: ["EC2"], eventTypeCategory: ["scheduledChange"] },
  },
} as const satisfies Readonly<Record<string, EventPattern>>;

export type InterruptionEvent = keyof typeof interruptionEvents;
