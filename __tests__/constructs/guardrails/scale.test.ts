import { guardrailFindings } from "../../../constructs/guardrails/check";
import { FinishedTree } from "../../../constructs/guardrails/finished-tree";
import type { ResolvedElement, ResolvedStack } from "../../../constructs/stack/resolved-tree";
import { breakable } from "../../support/broken-tree";

const { stacks } = breakable().tree;
const workload = /^kubernetes_(deployment|stateful_set|daemon_set|cron_job|job)_v1$/;

/** A workload, or what goes with one, in a namespace of its own for every ten. */
function copied(element: ResolvedElement, copy: number): ResolvedElement {
  const body = structuredClone(element.body);
  const metadata = [body.metadata].flat()[0];
  if (metadata) Object.assign(metadata, { name: `${metadata.name}-${copy}`, namespace: `team-${copy % 50}` });
  return { ...element, body, address: `${element.address}-${copy}` };
}

/** The demo with so many times the apps. */
function times(count: number): readonly ResolvedStack[] {
  return stacks.map((stack) => {
    if (stack.stack.id !== "apps") return stack;
    const apps = stack.elements.filter(({ type }) => type.startsWith("kubernetes_"));
    const copies = Array.from({ length: count }, (_, copy) => apps.map((element) => copied(element, copy)));
    return { ...stack, elements: [...stack.elements, ...copies.flat()] };
  });
}

/** Milliseconds of processor time that all rules take, which other processes of the machine change little. */
function cost(finished: readonly ResolvedStack[]): number {
  const start = process.cpuUsage();
  guardrailFindings(new FinishedTree(finished));
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

it("hundreds of workloads cost no more each than a few", () => {
  const [few, many] = [times(10), times(40)];
  const workloads = many.flatMap(({ elements }) => elements.filter(({ type }) => workload.test(type)));
  expect(workloads.length).toBeGreaterThan(450);
  cost(few);
  const once = cost(few);
  const fourfold = cost(many);
  // Four times as many: a loop within a loop would make it sixteen. The second is for collecting garbage on a busy machine.
  expect(fourfold).toBeLessThan(8 * once + 500);
});
