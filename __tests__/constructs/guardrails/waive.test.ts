import fs from "node:fs";
import path from "node:path";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { waive } from "../../../constructs/guardrails/waive";
import { demo } from "../../support/demo";
import { configErrorOf, twoStacks } from "../../support/two-stacks";

const unencrypted = "CKV_AWS_27";

describe("guardrails.json", () => {
  it("lists the waivers by stack, address and id, whatever the order in which they were declared", () => {
    const stacks = twoStacks();
    const later = new SqsQueue(stacks.consumer, "events", {});
    const mail = new SqsQueue(new Construct(stacks.producer, "mail"), "queue", {});
    waive(later, unencrypted, "holds nothing but ids");
    waive(mail, "CKV_AWS_9", "  on another line\n");
    waive(stacks.producer.vpc, "CKV2_AWS_11", "logs are another test's");
    waive(mail, unencrypted, "public by nature");
    stacks.synth();
    expect(JSON.parse(fs.readFileSync(path.join(stacks.outdir, "guardrails.json"), "utf8"))).toStrictEqual({
      waivers: [
        waiver("managed-infrastructure", "aws_sqs_queue.mail_queue", unencrypted, "public by nature"),
        waiver("managed-infrastructure", "aws_sqs_queue.mail_queue", "CKV_AWS_9", "on another line"),
        waiver("managed-infrastructure", "aws_vpc.vpc", "CKV2_AWS_11", "logs are another test's"),
        waiver("kubernetes-cluster", "aws_sqs_queue.events", unencrypted, "holds nothing but ids"),
      ],
    });
  });

  it("is there without a single waiver", () => {
    const stacks = twoStacks();
    stacks.synth();
    expect(fs.readFileSync(path.join(stacks.outdir, "guardrails.json"), "utf8")).toBe('{\n  "waivers": []\n}\n');
  });

  it("leaves no trace in what Terraform reads", () => {
    expect(demo()["managed-infrastructure"].json).not.toHaveProperty("//.metadata.waivers");
    expect(JSON.stringify(demo()["managed-infrastructure"].json)).not.toContain("strata:waiver");
  });
});

describe("a waiver", () => {
  it.each(["", "  \n"])("with the reason %j is refused, and its construct named", (reason) => {
    const { app, producer } = twoStacks();
    waive(new SqsQueue(new Construct(producer, "mail"), "queue", {}), unencrypted, reason);
    expect(configErrorOf(() => app.synth()).message).toBe(
      "Environment demo: 1 problem\n" +
        "  - managed-infrastructure/mail/queue: the waiver of CKV_AWS_27 gives no reason. " +
        "Fix: say in a sentence why the check does not apply to this resource. [WAIVER_REASON]",
    );
  });

  it("that is given twice is refused", () => {
    const { app, producer } = twoStacks();
    waive(producer.vpc, unencrypted, "one reason");
    waive(producer.vpc, unencrypted, "another reason");
    expect(configErrorOf(() => app.synth()).message).toBe(
      "Environment demo: 1 problem\n" +
        "  - managed-infrastructure/vpc: CKV_AWS_27 is waived more than once. " +
        "Fix: keep one of the waivers, with one reason. [WAIVER_TWICE]",
    );
  });
});

function waiver(stack: string, address: string, id: string, reason: string) {
  return { stack, address, id, reason };
}
