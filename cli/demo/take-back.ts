import { CommandError } from "../command";
import type { Undo } from "./run-demo";
import { removeWorkplace, type Workplace } from "./workplace";

/** Takes back all that the demo has made, also after an interruption; a second one ends it early. */
export async function takeBack(undo: Undo, workplace: Workplace): Promise<void> {
  try {
    if (undo.cluster) await untilInterrupted(undo.cluster);
  } finally {
    await undo.emulator?.stop();
    removeWorkplace(workplace);
  }
}

async function untilInterrupted(emptyCluster: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, interrupt);
  try {
    await emptyCluster(controller.signal);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `platform demo: some of what was made in the cluster is still there: ${said}\nFix: delete the cluster, or its namespaces labelled app.kubernetes.io/managed-by=terraform and the platform's cluster roles and classes.`,
    );
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, interrupt);
  }
}
