import { type StackId, stackIds } from "../../constructs/stack/stack-id";

/** The stack that Terraform, or the condition on the read of a contract, says is missing. */
export function missingUpstream(message: string): StackId | undefined {
  const words = message.replace(/[│╷╵]/g, " ").replace(/\s+/g, " ");
  const [, named] =
    /Unable to find remote state with data\.terraform_remote_state\.([\w-]+)/.exec(words) ??
    /Deploy ([\w-]+) first: npx cdktf deploy/.exec(words) ??
    [];
  return stackIds.find((id) => id === named);
}
