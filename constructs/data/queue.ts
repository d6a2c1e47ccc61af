import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { deny, policyDocument } from "../identity/policy-document";

export interface QueueProps {
  /** Name of the queue and its ARN, which its policy and its dead letters name. One with order ends with `.fifo`. */
  readonly queue: NamedQueue;
  /** The same of the queue for messages that nobody could make sense of. */
  readonly deadLetters: NamedQueue;
  /** Whether messages keep their order and arrive once. */
  readonly fifo: boolean;
  /** Customer managed key of the messages. */
  readonly keyArn: string;
  /** Seconds that a message stays hidden once it was received. */
  readonly visibilityTimeoutSeconds: number;
  /** Days that a message waits. */
  readonly retentionDays: number;
  /** How often a message is received before it is a dead letter. */
  readonly maximumReceives: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface NamedQueue {
  readonly name: string;
  readonly arn: string;
}

const day = 24 * 60 * 60;
/** As long as SQS keeps anything: somebody has to look into it. A dead letter keeps the age that it had. */
const deadLetterRetention = 14 * day;
/** Seconds for which a data key is used again: as many calls of KMS less, https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html */
const dataKeyReuse = 300;
/** A reader waits so many seconds for a message, rather than ask again and again. */
const longPoll = 20;

/** A queue with its dead-letter queue, both encrypted under the platform's key and reached over TLS only. */
export class Queue extends Construct {
  readonly url: string;
  readonly deadLetterUrl: string;

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(scope, id);
    const { queue, deadLetters, retentionDays, maximumReceives } = props;
    const dead = this.queue("dead-letters", deadLetters, props, {
      messageRetentionSeconds: deadLetterRetention,
      redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [queue.arn] }),
    });
    const live = this.queue("queue", queue, props, {
      messageRetentionSeconds: retentionDays * day,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: maximumReceives }),
      dependsOn: [dead],
    });
    this.url = live.url;
    this.deadLetterUrl = dead.url;
  }

  private queue(
    id: string,
    { name, arn }: NamedQueue,
    { fifo, keyArn, visibilityTimeoutSeconds, tags }: QueueProps,
    settings: Partial<ConstructorParameters<typeof SqsQueue>[2]>,
  ): SqsQueue {
    return new SqsQueue(this, id, {
      name,
      ...(fifo && { fifoQueue: true, contentBasedDeduplication: true }),
      kmsMasterKeyId: keyArn,
      kmsDataKeyReusePeriodSeconds: dataKeyReuse,
      visibilityTimeoutSeconds,
      receiveWaitTimeSeconds: longPoll,
      policy: JSON.stringify(overTlsOnly(arn)),
      tags,
      ...settings,
    });
  }
}

/** It grants nothing: whom an identity policy of this account lets in needs no grant here. */
function overTlsOnly(arn: string) {
  const plain = { Bool: { "aws:SecureTransport": "false" } };
  return policyDocument({ ...deny("EncryptedTransportOnly", "sqs:*", arn, plain), Principal: { AWS: ["*"] } });
}
