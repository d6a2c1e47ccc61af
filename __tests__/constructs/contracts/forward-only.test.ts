import fs from "node:fs";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { DataTerraformRemoteStateLocal, Fn, TerraformOutput } from "cdktf";
import { configErrorOf, twoStacks } from "../../support/two-stacks";

type Stacks = ReturnType<typeof twoStacks>;

const nativeReference = (place: string, attribute = "aws_vpc.vpc.id") =>
  `  - ${place}: the stack kubernetes-cluster uses ${attribute} of the stack managed-infrastructure directly. ` +
  `Fix: add a field for ${attribute} to the contract stacks/2-managed-infrastructure/contract.ts and read it through ` +
  "that. [CONTRACT_NATIVE_REFERENCE]";

const planted: readonly [string, (stacks: Stacks) => void, readonly string[]][] = [
  [
    "an attribute",
    ({ consumer, producer }) => new Subnet(consumer, "subnet", { vpcId: producer.vpc.id }),
    [nativeReference("kubernetes-cluster/subnet")],
  ],
  [
    "a dependsOn",
    ({ consumer, producer }) => new SqsQueue(consumer, "queue", { dependsOn: [producer.vpc] }),
    [nativeReference("kubernetes-cluster/queue", "aws_vpc.vpc")],
  ],
  [
    "a token inside a function",
    ({ consumer, producer }) =>
      new SqsQueue(consumer, "queue", { name: Fn.upper(Fn.join("-", [producer.vpc.id, "x"])) }),
    [nativeReference("kubernetes-cluster/queue")],
  ],
  [
    "an output",
    ({ consumer, producer }) => new TerraformOutput(consumer, "leak", { value: producer.vpc.id }),
    [nativeReference("kubernetes-cluster/leak")],
  ],
  [
    "an override of a resource",
    ({ consumer, producer }) => new SqsQueue(consumer, "queue", {}).addOverride("policy", producer.vpc.id),
    [nativeReference("kubernetes-cluster/queue")],
  ],
  [
    "an override of the whole stack",
    ({ consumer, producer }) => consumer.addOverride("locals.vpc", producer.vpc.id),
    [nativeReference("kubernetes-cluster (an override of the whole stack)")],
  ],
  [
    "a backward token",
    ({ consumer, producer }) => {
      const queue = new SqsQueue(consumer, "queue", {});
      new FlowLog(producer, "flow-log", { logDestination: queue.arn });
    },
    [
      "  - managed-infrastructure/flow-log: the stack managed-infrastructure uses aws_sqs_queue.queue.arn of the stack " +
        "kubernetes-cluster directly. Fix: data flows forward only, and kubernetes-cluster comes after " +
        "managed-infrastructure: declare what is shared in managed-infrastructure or before it. " +
        "[CONTRACT_NATIVE_REFERENCE]",
    ],
  ],
  [
    "a provider object of another stack",
    ({ consumer, producer }) => {
      const provider = new AwsProvider(producer, "aws-elsewhere", { region: "eu-west-1", alias: "elsewhere" });
      new SqsQueue(consumer, "queue", { provider });
    },
    [
      "  - kubernetes-cluster/queue: a resource of the stack kubernetes-cluster uses the provider object of the stack " +
        "managed-infrastructure. Fix: leave provider out, or use one that kubernetes-cluster declares itself: a " +
        "provider carries its stack's role. [CONTRACT_FOREIGN_PROVIDER]",
    ],
  ],
  [
    "a hand-made remote-state read",
    ({ consumer }) => new DataTerraformRemoteStateLocal(consumer, "peek", { path: "x.tfstate" }),
    [
      "  - kubernetes-cluster/peek: the stack kubernetes-cluster reads another state without a contract. Fix: read the " +
        "contract of the stack that you need with this.read(…), so that the read shows in the permissions. " +
        "[CONTRACT_HAND_MADE_READ]",
    ],
  ],
  [
    "a remote-state read by an override",
    ({ consumer }) => consumer.addOverride("data.terraform_remote_state.peek", { backend: "local" }),
    [
      "  - kubernetes-cluster (override of data.terraform_remote_state.peek): the stack kubernetes-cluster reads another " +
        "state without a contract. Fix: read the contract of the stack that you need with this.read(…), so that the " +
        "read shows in the permissions. [CONTRACT_HAND_MADE_READ]",
    ],
  ],
  [
    "an address written by hand",
    ({ consumer }) => new SqsQueue(consumer, "queue", { name: "x-${upper({ a = aws_vpc.vpc.id }.a)}" }),
    [
      '  - kubernetes-cluster/queue is "aws_vpc.vpc": nothing in the stack kubernetes-cluster has this address. Fix: use ' +
        "the construct's own attribute; what another stack holds comes through its contract. " +
        "[CONTRACT_DANGLING_REFERENCE]",
    ],
  ],
];

describe("what crosses stacks by another way than a contract is refused", () => {
  it.each(planted)("%s", (_, plant, findings) => {
    const stacks = twoStacks();
    plant(stacks);
    const error = configErrorOf(() => stacks.synth());
    const count = findings.length === 1 ? "1 problem" : `${findings.length} problems`;
    expect(error.message).toBe(`Environment demo: ${count}\n${findings.join("\n")}`);
  });

  it("all at once, in one error, with nothing written", () => {
    const stacks = twoStacks();
    new Subnet(stacks.consumer, "one", { vpcId: stacks.producer.vpc.id });
    new Subnet(stacks.consumer, "two", { vpcId: stacks.producer.vpc.id });
    new DataTerraformRemoteStateLocal(stacks.consumer, "peek", { path: "x.tfstate" });
    const { findings } = configErrorOf(() => stacks.synth());
    expect(findings.map(({ place }) => place)).toEqual(["one", "two", "peek"].map((id) => `kubernetes-cluster/${id}`));
    expect(fs.existsSync(stacks.outdir)).toBe(false);
  });

  it("references within a stack, escaped ones and plain text are left alone", () => {
    const stacks = twoStacks();
    const queue = new SqsQueue(stacks.consumer, "queue", { name: "$${aws_vpc.vpc.id} and aws_vpc.vpc" });
    new SqsQueue(stacks.consumer, "other", { name: `${queue.name}-x`, policy: stacks.consumer.infrastructure.vpcId });
    expect(() => stacks.synth()).not.toThrow();
  });
});
