import { kubernetesProvider } from "../../constructs/cluster/login";
import { describeFinding } from "../../constructs/errors";
import { guardrailFindings } from "../../constructs/guardrails/check";
import { FinishedTree } from "../../constructs/guardrails/finished-tree";
import type { Rule } from "../../constructs/guardrails/rule";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import { twoStacks } from "./two-stacks";

/** What some rules find on a stack to which something is added, as messages. */
export function findingsOn(checked: readonly Rule[], add: (stack: PlatformStack) => void): readonly string[] {
  const { app, consumer } = twoStacks();
  const login = { clusterName: "c", region: "eu-central-1", endpoint: "https://c", certificateAuthority: "" };
  kubernetesProvider(consumer, login);
  add(consumer);
  return guardrailFindings(new FinishedTree(app.resolveAll()), checked).map(describeFinding);
}
