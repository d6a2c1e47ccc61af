import { z } from "zod";
import { number } from "./field";
import { owner } from "./owner";
import { slug } from "./primitives";
import { messageRetention, receivesOfMessage, visibilityTimeout } from "./rules/values/queues";

const queue = z.strictObject({
  /** Name of the queue, by which apps ask for it. */
  name: slug,
  ...owner,
  /** Whether messages keep their order and arrive once. Can't be changed without replacing the queue. @default false */
  fifo: z.boolean().default(false),
  /** Seconds that a message stays hidden once it was received: as long as the slowest app needs for one. @default 30 */
  visibilityTimeoutSeconds: number(visibilityTimeout).default(30),
  /** Days that a message waits for somebody to receive it. @default 4 */
  retentionDays: number(messageRetention).default(4),
  /** How often a message is received before it goes to the dead-letter queue, which keeps it for 14 days. @default 5 */
  maximumReceives: number(receivesOfMessage).default(5),
});

/** Queues of teams in Amazon SQS, each with its dead-letter queue. */
export const queues = z.array(queue).default([]);
