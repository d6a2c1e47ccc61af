import type { PlatformApp } from "../../constructs/stack/platform-app";
import type { DeployerAction, StackId } from "../../constructs/stack/stack-id";
import type { AwsCalls } from "./asking/aws-calls";
import type { Caller } from "./asking/caller";
import type { Programs } from "./asking/programs";
import type { Resolver } from "./asking/resolver";
import type { Web } from "./asking/web";

/** What the checks look at, and by what they ask. */
export interface Context {
  /** The environment's stacks, built and not written. */
  readonly app: PlatformApp;
  /** The stacks that are looked at, in order. */
  readonly stacks: readonly StackId[];
  /** Whether the command line names the one stack. */
  readonly oneStack: boolean;
  readonly deployAs: DeployerAction | undefined;
  /** Folder of the checkout. */
  readonly root: string;
  /** Variables of the shell: the names of tools, and tokens, which are never printed. */
  readonly env: NodeJS.ProcessEnv;
  readonly now: Date;
  readonly programs: Programs;
  readonly web: Web;
  readonly resolver: Resolver;
  /** With the caller's own credentials. */
  readonly aws: AwsCalls;
  /** Whose these are; asked once. */
  caller(): Promise<Caller>;
}
