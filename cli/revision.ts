import fs from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { isLeftBehind } from "../constructs/stack/left-behind";
import { checkoutFolder } from "./checkout";
import { type Ended, runChild } from "./child";
import { CommandError } from "./command";
import { interruptible } from "./interruptible";
import { withScratch } from "./scratch";

/** Another git revision of this repository, checked out for a moment. */
export interface Revision {
  /** As the user named it. */
  readonly ref: string;
  readonly commit: string;
  /** Folder that is the same part of the repository as this checkout's. */
  readonly folder: string;
  /** Folder for anything temporary; gone at the end. */
  readonly scratch: string;
  readonly signal: AbortSignal;
}

/** Checks out a revision in a temporary work tree with this checkout's packages, which is removed whatever happens. */
export function withRevision<T>(ref: string, use: (revision: Revision) => Promise<T>): Promise<T> {
  return interruptible(async (signal) => {
    const root = checkoutFolder();
    const prefix = (await git(root, signal, "rev-parse", "--show-prefix")).trim();
    const commit = await commitOf(root, signal, ref);
    await forgetLeftTrees(root, signal);
    return withScratch("revision", async (scratch) => {
      const tree = path.join(scratch, "tree");
      try {
        // Hooks are the user's own, and would take this for a checkout of his.
        const add = ["-c", "core.hooksPath=/dev/null", "worktree", "add", "--quiet", "--detach", tree, commit];
        await git(root, signal, ...add);
        const folder = path.join(tree, prefix);
        fs.mkdirSync(folder, { recursive: true });
        const packages = path.join(folder, "node_modules");
        // A link of that name slips past `node_modules/` in .gitignore, and may have been committed.
        fs.rmSync(packages, { recursive: true, force: true });
        fs.symlinkSync(path.join(root, "node_modules"), packages, "junction");
        return await use({ ref, commit, folder, scratch, signal });
      } finally {
        fs.rmSync(tree, { recursive: true, force: true });
        await forget(root, tree);
      }
    });
  });
}

async function commitOf(root: string, signal: AbortSignal, ref: string): Promise<string> {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  const { status, stdout } = await runGit(root, signal, args);
  if (status === 0) return stdout.trim();
  throw new CommandError(`platform: git knows no revision ${ref}; a shallow clone has to fetch it first`);
}

async function git(root: string, signal: AbortSignal, ...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await runGit(root, signal, args);
  if (status !== 0) throw new CommandError(`platform: git ${args[0]} failed: ${stderr.trim()}`);
  return stdout;
}

/** Git reads the records of all work trees, and gives up on one that another comparison is just writing. */
const halfWritten = /\bworktrees\/\S+\/commondir/;

async function runGit(root: string, signal: AbortSignal, args: readonly string[], retries = 50): Promise<Ended> {
  const ended = await runChild("git", args, { cwd: root, env: gitEnvironment(), signal });
  if (ended.status === 0 || retries === 0 || !halfWritten.test(ended.stderr)) return ended;
  await setTimeout(20);
  return runGit(root, signal, args, retries - 1);
}

/** Git's records of work trees whose run was killed. Read as files: git gives up on others that are half written. */
async function forgetLeftTrees(root: string, signal: AbortSignal): Promise<void> {
  const common = (await git(root, signal, "rev-parse", "--git-common-dir")).trim();
  const records = path.resolve(root, common, "worktrees");
  for (const name of fs.existsSync(records) ? fs.readdirSync(records) : []) {
    const file = path.join(records, name, "gitdir");
    const tree = fs.existsSync(file) ? path.dirname(fs.readFileSync(file, "utf8").trim()) : "";
    const scratch = path.dirname(tree);
    if (isLeftBehind(/^strata-(\d+)-revision-/, scratch) || isGone(scratch)) await forget(root, tree);
  }
}

/** Another run may have removed the folder already. */
function isGone(scratch: string): boolean {
  return /^strata-\d+-revision-/.test(path.basename(scratch)) && !fs.existsSync(scratch);
}

/** Git's own record of the work tree, which is gone already, or was never made. Only ours: not every one that is missing. */
async function forget(root: string, tree: string): Promise<void> {
  const { signal } = new AbortController();
  await runGit(root, signal, ["worktree", "remove", "--force", "--force", tree]);
}

/** Within a hook git names its own index and folder in these, which are not the work tree's. */
function gitEnvironment(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, GIT_COMMON_DIR, ...rest } = process.env;
  return rest;
}
