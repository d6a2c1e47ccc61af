import type { Catalogue, ResourceView } from "../entry";
import { adoptingTags, creating, named, on, owned, retagging } from "../ownership";

/** Names of queues are ours to choose; all writes rest on tags beside them. */
const queues = (r: ResourceView) => [r.names.arn("sqs", named(r, "name"))];

/**
 * Amazon SQS. A queue's policy, its key and its dead-letter queue are attributes of it; the key takes no right of its
 * caller's in KMS. Nothing here sends, receives or purges messages.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-tag-based-access-control.html
 */
export const sqs: Catalogue = {
  aws_sqs_queue: {
    arn: (r) => r.names.arn("sqs", r.text("name")),
    create: (r) => [
      creating(r, ["sqs:CreateQueue"], queues(r)),
      // Tags in CreateQueue take a right of their own (API reference, CreateQueue), and go to nothing that bears somebody's.
      adoptingTags(r, ["sqs:TagQueue"], queues(r)),
    ],
    read: (r) => [on(queues(r), "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags")],
    update: (r) => [
      owned(r, ["sqs:SetQueueAttributes"], queues(r)),
      retagging(r, ["sqs:TagQueue", "sqs:UntagQueue"], queues(r)),
    ],
    delete: (r) => [owned(r, ["sqs:DeleteQueue"], queues(r))],
  },
};
