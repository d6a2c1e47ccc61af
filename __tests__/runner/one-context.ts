import { TestEnvironment } from "jest-environment-node";
import { removeStagingFolder } from "../../constructs/stack/staging-folder";
import { disableStorages, followStorages } from "./async-storages";
import { compileInOneContext, standIns } from "./compile";
import { rememberGlobals, rememberProcess } from "./remember";

/** Globals that stay from suite to suite, since packages made them as they were loaded. */
const ofPackages = new Set<PropertyKey>();

/** A package's file as Node has it: what `load-by-node.mjs` puts in the place of the file. */
function loadByNode(filename: string): unknown {
  const before = new Set(Reflect.ownKeys(globalThis));
  const exported = require(filename);
  for (const key of Reflect.ownKeys(globalThis)) if (!before.has(key)) ofPackages.add(key);
  return exported;
}

/** What `__tests__/support/once-per-worker.ts` keeps. */
const kept = new Map<string, string>();

compileInOneContext();
followStorages();

/**
 * Runs every suite in the worker's own context, as `docs/decisions/0011-tests-share-packages.md` tells: packages are
 * loaded once, and their errors and lists are of the suite's own classes. What a suite leaves on the global object or the
 * process is taken back when it ends.
 */
export default class OneContext extends TestEnvironment {
  private readonly restoreGlobals = rememberGlobals(globalThis);
  private readonly restoreProcess = rememberProcess(process);

  constructor(...args: ConstructorParameters<typeof TestEnvironment>) {
    super(...args);
    const [{ globalConfig, projectConfig }] = args;
    if (this.context) standIns.add(this.context);
    this.global = globalThis as unknown as typeof this.global;
    this.moduleMocker = remade(this.moduleMocker, globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = remade(this.fakeTimersModern, { config: projectConfig, global: globalThis });
    // Sources may have been edited since the previous suite.
    if (globalConfig.watch || globalConfig.watchAll) kept.clear();
    Object.assign(globalThis, { loadByNode, keptByWorker: kept });
  }

  override async teardown(): Promise<void> {
    await super.teardown();
    this.restoreGlobals(ofPackages);
    this.restoreProcess();
    forgetTokens();
    disableStorages();
    // Apps make it as soon as they are created, and most of these never come to write.
    removeStagingFolder();
  }
}

/** The same for other arguments. */
function remade<T extends object | null>(one: T, ...args: readonly unknown[]): T {
  return one && Reflect.construct(one.constructor, args);
}

/** Every token of cdktf's keeps its whole stack alive, and no suite knows one of another. */
function forgetTokens(): void {
  const { __cdktfTokenMap: tokens } = globalThis as { __cdktfTokenMap?: Record<string, unknown> };
  for (const map of Object.values(tokens ?? {})) if (map instanceof Map) map.clear();
}
