import { Queue, type QueueProps } from "../../../constructs/data/queue";
import { synthesize } from "../../support/synthesize";

const arn = (name: string) => `arn:aws:sqs:eu-central-1:111122223333:${name}`;
const named = (name: string) => ({ name, arn: arn(name) });
const props: QueueProps = {
  queue: named("strata-test-mails"),
  deadLetters: named("strata-test-mails-dead-letter"),
  fifo: false,
  keyArn: "arn:aws:kms:eu-central-1:111122223333:key/queues",
  visibilityTimeoutSeconds: 60,
  retentionDays: 4,
  maximumReceives: 3,
  tags: { "strata:team": "storefront" },
};

const output = synthesize((stack) => void new Queue(stack, "mails", props));
const queue = output.named("aws_sqs_queue", "mails_queue");
const dead = output.named("aws_sqs_queue", "mails_dead-letters");

it("keeps messages that nobody could make sense of, for as long as SQS keeps anything", () => {
  expect(JSON.parse(queue.redrive_policy)).toEqual({ deadLetterTargetArn: deadArn(), maxReceiveCount: 3 });
  expect(queue.message_retention_seconds).toBe(4 * 24 * 60 * 60);
  expect(dead.message_retention_seconds).toBe(14 * 24 * 60 * 60);
  expect(dead).not.toHaveProperty("redrive_policy");
});

it("takes dead letters from its own queue alone", () => {
  expect(JSON.parse(dead.redrive_allow_policy)).toEqual({
    redrivePermission: "byQueue",
    sourceQueueArns: [arn("strata-test-mails")],
  });
});

it("has the dead letters' queue before the one that names it", () => {
  expect(queue.depends_on).toEqual(["aws_sqs_queue.mails_dead-letters"]);
});

it.each([
  ["queue", queue],
  ["dead letters", dead],
])("encrypts the %s under the platform's key, is the team's, and hides a message for as long", (_, one) => {
  expect(one).toMatchObject({
    kms_master_key_id: props.keyArn,
    kms_data_key_reuse_period_seconds: 300,
    visibility_timeout_seconds: 60,
    tags: { "strata:team": "storefront" },
  });
});

it.each([
  ["queue", queue, arn("strata-test-mails")],
  ["dead letters", dead, deadArn()],
])("refuses plain HTTP at the %s, and grants nothing", (_, one, resource) => {
  expect(JSON.parse(one.policy).Statement).toEqual([
    {
      Sid: "EncryptedTransportOnly",
      Effect: "Deny",
      Principal: { AWS: ["*"] },
      Action: ["sqs:*"],
      Resource: [resource],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
});

it("keeps order in both where it is to be kept", () => {
  const ordered = synthesize((stack) => void new Queue(stack, "mails", { ...props, fifo: true }));
  for (const one of Object.values(ordered.all("aws_sqs_queue"))) {
    expect(one).toMatchObject({ fifo_queue: true, content_based_deduplication: true });
  }
  expect(queue).not.toHaveProperty("fifo_queue");
});

function deadArn(): string {
  return arn("strata-test-mails-dead-letter");
}
