import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { allow, deny, type PolicyDocument, policyDocument } from "../identity/policy-document";
import { type EventPattern, type InterruptionEvent, interruptionEvents } from "./interruption-events";

export interface InterruptionQueueProps {
  readonly name: string;
  /** The ARN to which the name leads: the queue's policy says it before there is a queue. */
  readonly arn: string;
  /** Customer managed key, whose policy lets EventBridge use it. */
  readonly keyArn: string;
  /** Account whose rules may send. */
  readonly accountId: string;
  readonly ruleName: (event: InterruptionEvent) => string;
  readonly ruleArn: (event: InterruptionEvent) => string;
}

const events = Object.entries(interruptionEvents) as [InterruptionEvent, EventPattern][];

/**
 * The queue that tells Karpenter which nodes AWS takes away, and the rules that fill it. It makes a new node and drains the
 * old one before that ends.
 */
export class InterruptionQueue extends Construct {
  /** Queue, rules and what leads from the ones to the other: with all of them nothing is missed. */
  readonly all: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: InterruptionQueueProps) {
    super(scope, id);
    const { name, keyArn } = props;
    const queue = new SqsQueue(this, "queue", {
      name,
      kmsMasterKeyId: keyArn,
      // A notice is two minutes long: what is older has happened.
      messageRetentionSeconds: 300,
      policy: JSON.stringify(queuePolicy(props)),
      tags: { Name: name },
    });
    const targets = events.map(([event, pattern]) => {
      const rule = new CloudwatchEventRule(this, event, {
        name: props.ruleName(event),
        eventPattern: JSON.stringify(pattern),
        tags: { Name: props.ruleName(event) },
      });
      return new CloudwatchEventTarget(this, `${event}-target`, { rule: rule.name, arn: queue.arn });
    });
    this.all = [queue, ...targets];
  }
}

/** EventBridge puts in, for these rules alone; who takes out, identity policies say. Nothing goes over plain HTTP. */
function queuePolicy({ arn, accountId, ruleArn }: InterruptionQueueProps): PolicyDocument {
  const ofRules = {
    ArnEquals: { "aws:SourceArn": events.map(([event]) => ruleArn(event)) },
    StringEquals: { "aws:SourceAccount": accountId },
  };
  return policyDocument(
    { ...allow("Rules", "sqs:SendMessage", arn, ofRules), Principal: { Service: "events.amazonaws.com" } },
    {
      ...deny("EncryptedTransportOnly", "sqs:*", arn, { Bool: { "aws:SecureTransport": "false" } }),
      Principal: { AWS: ["*"] },
    },
  );
}
