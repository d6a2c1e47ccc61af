import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { StackId } from "../../constructs/stack/stack-id";
import { type ChildOptions, type Ended, runChild } from "../child";
import { CommandError } from "../command";

/** Terraform in the folders of one synthesized output. */
export class Terraform {
  /** The last `init` that was asked for. */
  private inits: Promise<unknown> = Promise.resolve();

  constructor(
    /** Such as `cdktf.out`. */
    private readonly output: string,
    private readonly signal: AbortSignal,
    private readonly env: NodeJS.ProcessEnv = process.env,
    private readonly options: Pick<ChildOptions, "ownGroup"> = {},
  ) {}

  /** What `terraform state pull` prints: JSON, and nothing where there is no state. */
  async pullState(stack: StackId): Promise<string> {
    const pull = () => this.run(stack, "state", "pull");
    const first = await pull();
    if (first.status === 0) return first.stdout;
    await this.init(stack);
    const second = await pull();
    if (second.status === 0) return second.stdout;
    throw failed(`the state of ${stack} can't be read`, second);
  }

  /** One after the other: a plugin cache (TF_PLUGIN_CACHE_DIR) is not safe for several at once. */
  init(stack: StackId): Promise<void> {
    const init = this.inits.then(() => this.initNow(stack));
    this.inits = init.catch(() => undefined);
    return init;
  }

  private async initNow(stack: StackId): Promise<void> {
    const ended = await this.run(stack, "init", "-input=false", "-no-color");
    if (ended.status !== 0) throw failed(`terraform init fails in ${stack}`, ended);
  }

  /** Plans into a file, and gives the plan as `terraform show -json` prints it. */
  async plan(stack: StackId, file: string, ...options: readonly string[]): Promise<string> {
    const plan = () => this.run(stack, "plan", "-input=false", "-no-color", `-out=${file}`, ...options);
    let ended = await plan();
    if (ended.status !== 0 && /terraform init|Backend initialization required/.test(ended.stderr)) {
      await this.init(stack);
      ended = await plan();
    }
    if (ended.status !== 0) throw failed(`${stack} can't be planned`, ended);
    return this.show(stack, file);
  }

  async show(stack: StackId, file: string): Promise<string> {
    const ended = await this.run(stack, "show", "-json", file);
    if (ended.status !== 0) throw failed(`the plan of ${stack} can't be shown`, ended);
    return ended.stdout;
  }

  /** Applies a saved plan. */
  async apply(stack: StackId, file: string): Promise<void> {
    const ended = await this.run(stack, "apply", "-input=false", "-no-color", file);
    if (ended.status !== 0) throw failed(`${stack} can't be applied`, ended);
  }

  /** Destroys all that the state of a stack holds. */
  async destroy(stack: StackId): Promise<void> {
    const ended = await this.run(stack, "destroy", "-auto-approve", "-input=false", "-no-color");
    if (ended.status !== 0) throw failed(`${stack} can't be destroyed`, ended);
  }

  private run(stack: StackId, ...args: readonly string[]): Promise<Ended> {
    const cwd = path.join(this.output, "stacks", stack);
    // The same variable as for the CDKTF command.
    const { TERRAFORM_BINARY_NAME: program = "terraform" } = this.env;
    return runChild(program, args, { cwd, env: this.env, signal: this.signal, ...this.options });
  }
}

function failed(what: string, { stdout, stderr }: Ended): CommandError {
  const said = stripVTControlCharacters(stderr.trim() || stdout.trim());
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  return new CommandError([`platform: ${what}:`, ...lines.slice(0, 15)].join("\n"));
}
