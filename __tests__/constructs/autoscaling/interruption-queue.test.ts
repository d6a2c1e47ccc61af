import { type InterruptionEvent, interruptionEvents } from "../../../constructs/autoscaling/interruption-events";
import { InterruptionQueue } from "../../../constructs/autoscaling/interruption-queue";
import type { Statement } from "../../../constructs/identity/policy-document";
import { synthesize } from "../../support/synthesize";
import { decide } from "../identity/support/iam";

const arn = "arn:aws:sqs:eu-central-1:111122223333:strata-test-interruptions";
const ruleArn = (event: string) => `arn:aws:events:eu-central-1:111122223333:rule/strata-test-interruption-${event}`;
const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/queues";
const stack = synthesize((scope) => {
  new InterruptionQueue(scope, "interruptions", {
    name: "strata-test-interruptions",
    arn,
    keyArn,
    accountId: "111122223333",
    ruleName: (event) => `strata-test-interruption-${event}`,
    ruleArn,
  });
});
const queue = stack.only("aws_sqs_queue");
const kinds = Object.keys(interruptionEvents) as InterruptionEvent[];

it("keeps what it is told under the platform's key, and not for longer than it means something", () => {
  expect(queue).toMatchObject({
    name: "strata-test-interruptions",
    kms_master_key_id: keyArn,
    message_retention_seconds: 300,
  });
});

describe("its policy", () => {
  const policy = JSON.parse(queue.policy);
  const send = (context: Readonly<Record<string, string>>) => {
    return decide([policy], { action: "sqs:SendMessage", resource: arn, context });
  };
  const tls = { "aws:SecureTransport": "true", "aws:SourceAccount": "111122223333" };

  it.each(kinds)("lets EventBridge send for the rule of this event: %s", (event) => {
    expect(send({ ...tls, "aws:SourceArn": ruleArn(event) })).toBe("allowed");
  });

  it("lets no other rule send, none of another account, and nobody else", () => {
    expect(send({ ...tls, "aws:SourceArn": ruleArn("other") })).toBe("denied");
    expect(send({ ...tls, "aws:SourceArn": ruleArn("spot"), "aws:SourceAccount": "444455556666" })).toBe("denied");
    const allowing = policy.Statement.filter(({ Effect }: Statement) => Effect === "Allow");
    expect(allowing.map(({ Principal }: Statement) => Principal)).toEqual([{ Service: "events.amazonaws.com" }]);
  });

  it("refuses plain HTTP, whoever asks for whatever", () => {
    const anything: Statement = { Effect: "Allow", Action: ["*"], Resource: ["*"] };
    const receive = (secure: string) =>
      decide([policy, { Version: "2012-10-17", Statement: [anything] }], {
        action: "sqs:ReceiveMessage",
        resource: arn,
        context: { "aws:SecureTransport": secure },
      });
    expect([receive("false"), receive("true")]).toEqual(["denied", "allowed"]);
  });
});

it("has a rule for each event, and each leads to the queue", () => {
  expect(kinds).toEqual(["spot", "rebalance", "state", "health"]);
  for (const event of kinds) {
    const rule = stack.named("aws_cloudwatch_event_rule", `interruptions_${event}`);
    expect(rule.name).toBe(`strata-test-interruption-${event}`);
    expect(JSON.parse(rule.event_pattern)).toEqual(interruptionEvents[event]);
    expect(stack.named("aws_cloudwatch_event_target", `interruptions_${event}-target`)).toEqual({
      rule: `\${aws_cloudwatch_event_rule.interruptions_${event}.name}`,
      arn: "${aws_sqs_queue.interruptions_queue.arn}",
    });
  }
});

it("hands on no more of AWS's events than Karpenter looks at", () => {
  expect(interruptionEvents.state.detail).toEqual({ state: ["stopping", "stopped", "shutting-down", "terminated"] });
  expect(interruptionEvents.health.detail).toEqual({ service: ["EC2"], eventTypeCategory: ["scheduledChange"] });
  expect(kinds.flatMap((event) => interruptionEvents[event]["detail-type"])).toEqual([
    "EC2 Spot Instance Interruption Warning",
    "EC2 Instance Rebalance Recommendation",
    "EC2 Instance State-change Notification",
    "AWS Health Event",
  ]);
});
