import { type Ended, runChild } from "../../child";
import { CommandError } from "../../command";

/** Runs the tools that the platform needs. */
export interface Programs {
  /** What it says; undefined where there is no such program, and where it does not end in time. */
  run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended | undefined>;
}

export class ChildPrograms implements Programs {
  constructor(
    private readonly cwd: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly signal: AbortSignal,
    /** The most that one of them may take, in milliseconds. */
    private readonly patience: number,
  ) {}

  async run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended | undefined> {
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(this.patience)]);
    try {
      return await runChild(program, args, { cwd: this.cwd, env: { ...this.env, ...env }, signal });
    } catch (error) {
      if (!(error instanceof CommandError) || this.signal.aborted) throw error;
      return undefined;
    }
  }
}
