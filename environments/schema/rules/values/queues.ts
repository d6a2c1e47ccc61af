import { wholeNumber } from "./whole-number";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const visibilityTimeout = wholeNumber({
  code: "ENV_QUEUE_VISIBILITY",
  subject: "a received message stays hidden for",
  unit: "seconds",
  from: 0,
  to: 43200,
  example: 30,
});

/** Fourteen days is what SQS keeps at most; a dead letter, which keeps its age, then gets a day at least. */
export const messageRetention = wholeNumber({
  code: "ENV_QUEUE_RETENTION",
  subject: "a message waits for",
  unit: "days",
  because: "SQS keeps one for 14 days at most, in its queue and among the dead letters together",
  from: 1,
  to: 13,
  example: 4,
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
export const receivesOfMessage = wholeNumber({
  code: "ENV_QUEUE_RECEIVES",
  subject: "a message is received",
  unit: "times before it is a dead letter",
  from: 1,
  to: 1000,
  example: 5,
});
