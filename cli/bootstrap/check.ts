import type { Result } from "../command";
import { callerIn } from "./caller";
import type { BootstrapContext } from "./context";
import { differences } from "./differences";

/** Says what differs, for CI. Whoever may read the settings may check: root administrator or not. */
export async function check(context: BootstrapContext): Promise<Result> {
  const { aws, environment, wanted, dialogue } = context;
  await callerIn(aws, environment);
  dialogue.progress(`comparing ${wanted.stack} with what ${environment.name} wants`);
  const found = await differences(context);
  if (found.length === 0) return { output: `${wanted.stack} is as ${environment.name} wants it.\n` };
  const lines = [
    `${wanted.stack} differs from what ${environment.name} wants:`,
    ...found.map((one) => `  - ${one}`),
    `A root administrator mends it: ENVIRONMENT=${environment.name} npx platform bootstrap`,
    "",
  ];
  return { output: lines.join("\n"), exitCode: 2 };
}
