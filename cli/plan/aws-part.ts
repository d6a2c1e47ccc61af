import { deployedIn } from "../../constructs/ledger/deployed";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import type { StackId } from "../../constructs/stack/stack-id";

/**
 * Addresses of all that a stack has in AWS, declared or deployed: what a plan is limited to while the Kubernetes API
 * does not answer. Terraform then asks neither of the two providers that log in to it.
 */
export function awsPart(app: PlatformApp, stack: StackId, state: string): readonly string[] {
  const declared = app
    .resolveAll()
    .filter((one) => one.stack.node.id === stack)
    .flatMap(({ elements }) => elements.filter(({ block }) => block === "resource").map(({ address }) => address));
  const deployed = [...deployedIn(state).elements.keys()];
  return [...new Set([...declared, ...deployed])].filter((address) => address.startsWith("aws_")).sort();
}
