import { Queue } from "../../constructs/data/queue";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import { byName, type TeamSurroundings, teamTags } from "./surroundings";

/** The teams' queues, by name. */
export function declareQueues(stack: PlatformStack, { keyArns }: TeamSurroundings): Readonly<Record<string, Queue>> {
  const { names } = stack;
  const named = (name: string) => ({ name, arn: names.arn("sqs", name) });
  return byName(stack.environment.queues, ({ name, fifo, team, ...settings }) => {
    return new Queue(stack, `queue-${name}`, {
      ...settings,
      queue: named(names.queue(name, fifo)),
      deadLetters: named(names.deadLetterQueue(name, fifo)),
      fifo,
      keyArn: keyArns.at("queues"),
      tags: teamTags(team),
    });
  });
}
