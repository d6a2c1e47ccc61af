import type { Result } from "../command";
import { adopt } from "./adopt";
import { strangers } from "./adoption";
import type { BootstrapContext } from "./context";
import { currentStack } from "./current-stack";
import { deploy } from "./deploy";
import { refuseUsed, remove } from "./removal";

/** What is done with the CloudFormation stacks of an environment: that of the six stacks first, then those of shards. */
export type Steps = (contexts: readonly BootstrapContext[]) => Promise<Result>;

/** One after the other; what goes wrong with one stops those after it. */
export function each(step: (context: BootstrapContext) => Promise<Result>): Steps {
  return async (contexts) => {
    const results: Result[] = [];
    for (const context of contexts) results.push(await step(context));
    const exitCode = Math.max(...results.map((result) => result.exitCode ?? 0));
    return { output: results.map(({ output }) => output).join(""), exitCode };
  };
}

/** Of several stacks some may be there, and of some nothing at all: those are deployed as ever. */
export const adoptAll: Steps = async (contexts) => {
  if (contexts.length === 1) return each(adopt)(contexts);
  const isAlone = async (context: BootstrapContext) =>
    (await currentStack(context)) === undefined && (await strangers(context)).length > 0;
  return each(async (context) => ((await isAlone(context)) ? adopt(context) : deploy(context)))(contexts);
};

/** Backwards, and only once it is clear that none of them was ever used. */
export const removeAll: Steps = async (contexts) => {
  if (contexts.length > 1) for (const context of contexts) await refuseUsed(context);
  return each(remove)([...contexts].reverse());
};
