import type { Stack } from "@aws-sdk/client-cloudformation";
import { stackPolicy } from "../../constructs/bootstrap/stack-policy";
import type { BootstrapContext } from "./context";
import { sameJson } from "./same-json";

/** What the stack lacks of its protection. */
export async function missingProtection(context: BootstrapContext, stack: Stack): Promise<readonly string[]> {
  const { StackPolicyBody } = await context.aws.cloudFormation.getStackPolicy({ StackName: context.wanted.stack });
  return [
    ...(stack.EnableTerminationProtection ? [] : ["termination protection is off"]),
    ...(StackPolicyBody && sameJson(JSON.parse(StackPolicyBody), stackPolicy)
      ? []
      : ["its stack policy does not keep buckets and keys"]),
  ];
}

/** Nobody deletes the stack by accident, and no update of it replaces or deletes what a state needs. */
export async function protect({ aws, wanted }: BootstrapContext): Promise<void> {
  const StackName = wanted.stack;
  await aws.cloudFormation.setStackPolicy({ StackName, StackPolicyBody: JSON.stringify(stackPolicy) });
  await aws.cloudFormation.updateTerminationProtection({ StackName, EnableTerminationProtection: true });
}
