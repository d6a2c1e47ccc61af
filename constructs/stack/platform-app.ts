import fs from "node:fs";
import path from "node:path";
import "./no-terraform-version";
import "./no-token-traces";
import "./resolve-tokens-only";
import { App, type TerraformElement, type TerraformStack } from "cdktf";
import type { Environment } from "../../environments/schema/environment";
import type { NativeReference } from "../contracts/checks/native-references";
import { contractsFile } from "../contracts/contracts-file";
import type { Finding } from "../errors";
import { guardrailError, guardrailFindings } from "../guardrails/check";
import { FinishedTree } from "../guardrails/finished-tree";
import { guardrailsFile } from "../guardrails/guardrails-file";
import { rules } from "../guardrails/registry";
import { danglingIn, declareHeldBack, type HeldBack, heldBack } from "../ledger/keep";
import type { Ledger } from "../ledger/ledger";
import { undeclaredShards } from "../ledger/undeclared-shards";
import { outputFolder } from "./output-folder";
import { PlatformStack } from "./platform-stack";
import { publishFolder } from "./publish-folder";
import { targetVersions, versionsFile } from "./required-terraform";
import { type ResolvedStack, resolveStack } from "./resolved-tree";
import type { DeployerAction, StackId } from "./stack-id";
import { emptyStagingFolder, removeStagingFolder, stagingFolder } from "./staging-folder";

export interface PlatformAppProps {
  readonly environment: Environment;
  /** Role that every stack assumes by itself. @default - none: Terraform runs with its caller's credentials */
  readonly deployAs?: DeployerAction;
  /** What is deployed, as it was recorded. @default - nothing is recorded: rights follow from what is declared alone */
  readonly ledger?: Ledger;
  /** Where the output goes. @default - the folder that the CDKTF command asks for, else `cdktf.out` */
  readonly outdir?: string;
}

/** Adds what follows from the content of all stacks, and says what is wrong and which files to write. */
export type Completion = (built: readonly ResolvedStack[]) => Completed;

export interface Completed {
  readonly findings: readonly Finding[];
  /** What makes files of the output, by path, from the finished tree: a text as it is, all else as JSON. */
  readonly files: (finished: readonly ResolvedStack[]) => Readonly<Record<string, () => unknown>>;
}

/**
 * The app of one environment. Everything is built and checked in memory, then written to a folder of its own, and only
 * a whole result takes the place of the previous output.
 */
export class PlatformApp extends App {
  readonly environment: Environment;
  readonly deployAs: DeployerAction | undefined;
  readonly ledger: Ledger | undefined;
  readonly target: string;
  private readonly nativeReferences: NativeReference[] = [];
  private resolving: TerraformElement | undefined;
  private completion: Completion | undefined;
  private completed: Completed | undefined;
  private resolved: readonly ResolvedStack[] | undefined;
  private held: HeldBack = new Map();
  private dangling: readonly Finding[] = [];

  constructor({ environment, deployAs, ledger, outdir }: PlatformAppProps) {
    // App already writes folders in its constructor: not into the previous output, which a failed run must leave alone.
    super({ outdir: stagingFolder(), stackTraces: false, context: { targetVersions } });
    this.environment = environment;
    this.deployAs = deployAs;
    this.ledger = ledger;
    this.target = outputFolder(outdir);
  }

  get stacks(): readonly PlatformStack[] {
    return this.node.children.filter((child) => child instanceof PlatformStack);
  }

  stack(id: StackId): PlatformStack {
    return this.node.findChild(id) as PlatformStack;
  }

  /** Names the step that adds what follows from the content of all stacks, once that content is known. */
  completeWith(completion: Completion): void {
    this.completion = completion;
  }

  /** Every stack with its elements resolved, each once; nothing may be added afterwards. */
  resolveAll(): readonly ResolvedStack[] {
    if (this.resolved) return this.resolved;
    const starts = [...this.stacks.map(({ startedAt }) => startedAt), performance.now()];
    const built = this.stacks.map((stack, index) => {
      const building = (starts[index + 1] ?? 0) - (starts[index] ?? 0);
      return this.resolve(stack, { stack, elements: [], overrides: {}, seconds: building / 1000 });
    });
    const whole = this.holdBack(built);
    this.completed = this.completion?.(whole);
    this.resolved = this.completed ? whole.map((known) => this.resolve(known.stack, known)) : whole;
    for (const { stack } of this.resolved) stack.markPrepared();
    return this.resolved;
  }

  /** What stays declared although the change leaves it out, since a later stack that is deployed still uses it. */
  get heldBack(): HeldBack {
    this.resolveAll();
    return this.held;
  }

  private holdBack(built: readonly ResolvedStack[]): readonly ResolvedStack[] {
    if (!this.ledger) return built;
    this.held = heldBack(this.ledger, built);
    const stacks = built.map(({ stack }) => stack.id);
    this.dangling = [...danglingIn(this.ledger, this.held, built), ...undeclaredShards(this.ledger, stacks)];
    if (this.dangling.length > 0) return built;
    declareHeldBack(this.ledger, this.held, built);
    return built.map((known) => this.resolve(known.stack, known));
  }

  private resolve(stack: PlatformStack, known: ResolvedStack): ResolvedStack {
    const start = performance.now();
    const at = (element?: TerraformElement) => {
      this.resolving = element;
    };
    const resolved = resolveStack(stack, at, known.elements);
    return { ...resolved, seconds: known.seconds + (performance.now() - start) / 1000 };
  }

  /** Everything that is wrong with the finished tree. */
  findings(): readonly Finding[] {
    const tree = new FinishedTree(this.resolveAll(), this.nativeReferences);
    return [...guardrailFindings(tree, rules, this.completed?.findings), ...this.dangling];
  }

  /** Throws one `ConfigError` with every finding, if there is any. */
  check(): void {
    const findings = this.findings();
    if (findings.length > 0) throw guardrailError(this.environment.name, findings);
  }

  /** What makes the texts of the files that are written beside CDKTF's own, by path. */
  files(): Readonly<Record<string, () => string>> {
    const finished = this.resolveAll();
    const completed = this.completed?.files(finished) ?? {};
    const json = {
      "contracts.json": () => contractsFile(this.stacks),
      "guardrails.json": () => guardrailsFile(finished),
      ...completed,
    };
    const texts = Object.entries(json).map(([file, content]) => [file, () => textOf(content())]);
    const { file, text } = versionsFile;
    return Object.fromEntries([...texts, ...this.stacks.map(({ id }) => [`stacks/${id}/${file}`, () => text])]);
  }

  /** Checks all, then writes all. Throws as `check` does, and leaves the output as it was. */
  override synth(): void {
    try {
      this.check();
      emptyStagingFolder();
      super.synth();
      for (const [file, text] of Object.entries(this.files())) this.write(file, text());
      publishFolder(this.outdir, this.target);
    } finally {
      removeStagingFolder();
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

  private write(file: string, text: string): void {
    const to = path.join(this.outdir, file);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(to, text);
  }
}

function textOf(content: unknown): string {
  return typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`;
}
