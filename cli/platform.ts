import { commands } from "./commands/commands";
import { dispatch } from "./dispatch";

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

async function start(args: readonly string[]): Promise<void> {
  const { ENVIRONMENT, DEPLOY_AS } = process.env;
  const { output, error, exitCode } = await dispatch(commands, args, { ENVIRONMENT, DEPLOY_AS });
  process.stdout.write(output);
  process.stderr.write(error);
  process.exitCode = exitCode;
}

void start(process.argv.slice(2));
