import { deployWorkflow } from "../../../cli/pipelines/deploy-workflow";
import { targetOf } from "../../../cli/pipelines/target";
import { stackIds } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import { type Job, workflow } from "./support/parsed";

type Result = "success" | "failure" | "cancelled" | "skipped";

const backwards = [...stackIds].reverse();
const directions: readonly [string, readonly string[]][] = [
  ["deploy-example-s3.yml", stackIds],
  ["remove-example-s3.yml", backwards],
];

/** Evaluates a job's condition with the few functions of GitHub's expressions that the workflows use. */
function runs({ if: condition = "" }: Job, results: readonly Result[], affected: readonly string[]): boolean {
  const expression = condition
    .replaceAll("needs.*.result", "results")
    .replaceAll("needs.affected.outputs.stacks", "stacks");
  const evaluate = new Function("results", "stacks", "contains", "fromJSON", "cancelled", `return ${expression};`);
  const contains = (list: readonly string[], item: string) => list.includes(item);
  return evaluate(results, JSON.stringify(affected), contains, JSON.parse, () => false);
}

/** The stacks that a rollout begins with, where each of them ends as given. */
function begun(file: string, affected: readonly string[], ends: Readonly<Record<string, Result>>): readonly string[] {
  const results: Record<string, Result> = { affected: ends.affected ?? "success" };
  const started: string[] = [];
  for (const [id, job] of Object.entries(workflow(file).jobs)) {
    if (id === "affected") continue;
    const needed = [job.needs ?? []].flat().map((one) => results[one] as Result);
    const starts = runs(job, needed, affected);
    if (starts) started.push(id);
    results[id] = starts ? (ends[id] ?? "success") : "skipped";
  }
  return started;
}

describe.each(directions)("%s", (file, order) => {
  it("takes one stack after the other, each of which waits for all before it", () => {
    const { affected: _, ...stacks } = workflow(file).jobs;
    expect(Object.keys(stacks)).toEqual(order);
    order.forEach((stack, index) => {
      expect(stacks[stack]?.needs).toEqual(["affected", ...order.slice(0, index)]);
    });
  });

  it("goes through all where each succeeds, and leaves out what is not affected", () => {
    expect(begun(file, order, {})).toEqual(order);
    const some = [order[1], order[4]] as string[];
    expect(begun(file, some, {})).toEqual(some);
    expect(begun(file, [], {})).toEqual([]);
  });

  it.each(["failure", "cancelled"] as const)("begins nothing after a stack whose result is %s", (result) => {
    order.forEach((stack, index) => {
      expect(begun(file, order, { [stack]: result })).toEqual(order.slice(0, index + 1));
    });
  });

  it.each(["failure", "cancelled"] as const)(
    "nor where stacks that are left out lie between it and one of %s",
    (result) => {
      const [first = "", , , , , last = ""] = order;
      expect(begun(file, [first, last], { [first]: result })).toEqual([first]);
    },
  );

  it.each(["failure", "cancelled"] as const)("begins nothing where what is affected is unknown: %s", (affected) => {
    expect(begun(file, order, { affected })).toEqual([]);
  });

  it("never runs beside the other direction, and takes no waiting rollout's place", () => {
    expect(workflow(file).concurrency).toEqual({
      group: "rollout-example-s3",
      "cancel-in-progress": false,
      queue: "max",
    });
  });
});

it("a team's own stack waits for all whole ones before apps, and not for apps", () => {
  const target = targetOf(loadEnvironment("example-s3"));
  if (!target) throw new Error("example-s3 is no target");
  const text = deployWorkflow({ ...target, stacks: [...stackIds, "apps-metering"] });
  const before = stackIds.slice(0, -1).join(", ");
  expect(text).toContain(`  apps-metering:\n    needs: [affected, ${before}]\n`);
});
