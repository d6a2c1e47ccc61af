import { spentAmong, spentText } from "../../../../cli/plan/allowed/spent";
import type { DeployedStack } from "../../../../constructs/ledger/deployed";
import type { RecordedStack } from "../../../../constructs/ledger/ledger";

const of = (...addresses: string[]) => addresses.map((address) => [address, {}] as const);
const read = {
  stack: "app-services" as const,
  declared: {
    elements: Object.fromEntries(of("aws_sqs_queue.changed", "aws_sqs_queue.settled", "aws_sqs_queue.held")),
    grants: {},
    outputs: {},
  } as RecordedStack,
  deployed: {
    elements: new Map(
      of("aws_sqs_queue.changed", "aws_sqs_queue.settled", "aws_sqs_queue.held", "aws_sqs_queue.leaving"),
    ),
    outputs: {},
  } as unknown as DeployedStack,
};

const spent = (stack: string, address: string) =>
  spentAmong([{ stack, address, reason: "it is meant" }], {
    read: [read],
    stacks: ["app-services", "apps"],
    heldBack: new Map([["app-services aws_sqs_queue.held", []]]),
    pending: async () => new Set(["aws_sqs_queue.changed"]),
  });

it.each([
  ["whose change is not applied yet", "app-services", "aws_sqs_queue.changed"],
  ["that waits for the second pass", "app-services", "aws_sqs_queue.held"],
  ["that the next apply removes", "app-services", "aws_sqs_queue.leaving"],
  ["of a stack whose state was not read", "apps", "kubernetes_namespace_v1.a"],
])("an entry stays for a thing %s", async (_, stack, address) => {
  expect(await spent(stack, address)).toEqual([]);
});

it.each([
  ["is not deployed", "app-services", "aws_sqs_queue.gone", "which is not deployed"],
  ["is applied as it is declared", "app-services", "aws_sqs_queue.settled", "of which the sources change nothing"],
  ["lies in a stack that is none", "apps-former", "aws_sqs_queue.a", "whose stack the environment does not have"],
])("an entry is spent when its thing %s", async (_, stack, address, why) => {
  const found = await spent(stack, address);
  const line = `{ "stack": "${stack}", "address": "${address}", "reason": "it is meant" }, ${why}`;
  expect(spentText(found, "ledger/demo.allow.json", true)).toEqual([`to take out of ledger/demo.allow.json: ${line}`]);
});
