import fs from "node:fs";
import path from "node:path";
import "./no-token-traces";
import { App, type TerraformElement, type TerraformStack } from "cdktf";
import type { Environment } from "../../environments/schema/environment";
import { contractsFile } from "../contracts/contracts-file";
import { contractFindings, type NativeReference } from "../contracts/forward-only";
import { ConfigError, type Finding } from "../errors";
import { PlatformStack } from "./platform-stack";
import { publishFolder } from "./publish-folder";
import { type ResolvedStack, resolveStack } from "./resolved-tree";
import type { DeployerAction, StackId } from "./stack-id";
import { removeStagingFolder, stagingFolder } from "./staging-folder";

export interface PlatformAppProps {
  readonly environment: Environment;
  /** Role that every stack assumes by itself. @default - none: Terraform runs with its caller's credentials */
  readonly deployAs?: DeployerAction;
  /** Where the output goes. @default - the folder that the CDKTF command asks for, else `cdktf.out` */
  readonly outdir?: string;
}

/**
 * The app of one environment. Everything is built and checked in memory, then written to a folder of its own, and only
 * a whole result takes the place of the previous output.
 */
export class PlatformApp extends App {
  readonly environment: Environment;
  readonly deployAs: DeployerAction | undefined;
  readonly target: string;
  private readonly nativeReferences: NativeReference[] = [];
  private resolving: TerraformElement | undefined;
  private resolved: readonly ResolvedStack[] | undefined;

  constructor({ environment, deployAs, outdir }: PlatformAppProps) {
    const target = outdir ?? process.env.CDKTF_OUTDIR ?? "cdktf.out";
    // App already writes folders in its constructor: not into the previous output, which a failed run must leave alone.
    super({ outdir: stagingFolder(), stackTraces: false });
    this.environment = environment;
    this.deployAs = deployAs;
    this.target = path.resolve(target);
  }

  get stacks(): readonly PlatformStack[] {
    return this.node.children.filter((child) => child instanceof PlatformStack);
  }

  stack(id: StackId): PlatformStack {
    return this.node.findChild(id) as PlatformStack;
  }

  /** Every stack with its elements resolved; the work is done once and nothing may be added afterwards. */
  resolveAll(): readonly ResolvedStack[] {
    if (this.resolved) return this.resolved;
    const starts = [...this.stacks.map(({ startedAt }) => startedAt), performance.now()];
    this.resolved = this.stacks.map((stack, index) => {
      const building = (starts[index + 1] ?? 0) - (starts[index] ?? 0);
      const start = performance.now();
      const resolved = this.resolve(stack);
      return { ...resolved, seconds: (building + performance.now() - start) / 1000 };
    });
    return this.resolved;
  }

  private resolve(stack: PlatformStack) {
    const resolved = resolveStack(stack, (element) => {
      this.resolving = element;
    });
    stack.markPrepared();
    return resolved;
  }

  /** Everything that is wrong with the finished tree. */
  findings(): readonly Finding[] {
    const resolved = this.resolveAll();
    return contractFindings(resolved, this.nativeReferences);
  }

  /** Checks all, then writes all. Throws one `ConfigError` with every finding and leaves the output as it was. */
  override synth(): void {
    try {
      const findings = this.findings();
      if (findings.length > 0) throw new ConfigError(`Environment ${this.environment.name}`, findings);
      super.synth();
      this.writeJson("contracts.json", contractsFile(this.stacks));
      publishFolder(this.outdir, this.target);
    } finally {
      removeStagingFolder(this.outdir);
    }
  }

  /**
   * CDKTF would answer a token of another stack by copying that stack's whole backend, its role included, into the one
   * that uses it. Here it is only recorded: thrown from within token resolution it would come out as a stack trace.
   */
  override crossStackReference(from: TerraformStack, to: TerraformStack, identifier: string): string {
    this.nativeReferences.push({ from: from.node.id, to: to.node.id, identifier, user: this.resolving?.node.path });
    return identifier;
  }

  private writeJson(file: string, content: unknown): void {
    fs.writeFileSync(path.join(this.outdir, file), `${JSON.stringify(content, null, 2)}\n`);
  }
}
