import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const root = path.join(__dirname, "../..");

/** Lays this checkout's sources into a folder, with the packages linked. */
export function layOut(folder: string): void {
  for (const name of ["main.ts", "cli", "constructs", "environments", "stacks", "package.json", "cdktf.json"]) {
    fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
}

/** A repository of its own with this checkout's sources on `main`, and a folder for its temporary files beside it. */
export class OwnRepository {
  private readonly folder: string;
  readonly root: string;
  readonly temporary: string;
  readonly env: NodeJS.ProcessEnv;

  constructor(purpose: string) {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), `strata-${purpose}-`));
    this.root = path.join(this.folder, "repository");
    this.temporary = path.join(this.folder, "tmp");
    const own = { TMPDIR: this.temporary, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
    const { CDKTF_OUTDIR: _, ENVIRONMENT: __, GIT_DIR: ___, GIT_INDEX_FILE: ____, ...inherited } = process.env;
    this.env = { ...inherited, ...own };
  }

  /** Commits the sources as they are. */
  begin(): void {
    for (const folder of [this.temporary, this.root]) fs.mkdirSync(folder, { recursive: true });
    layOut(this.root);
    this.git("init", "--quiet", "--initial-branch", "main");
    this.git("add", "--all", "--", ":!node_modules");
    this.git("commit", "--quiet", "--message", "main");
  }

  git(...args: string[]): string {
    const identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com"];
    return execFileSync("git", [...identity, ...args], {
      cwd: this.root,
      env: this.env,
      encoding: "utf8",
      stdio: "pipe",
    });
  }

  /** A branch off `main` with one commit; the work tree goes back to `main`. */
  branch(name: string, change: () => void): void {
    this.git("checkout", "--quiet", "-b", name, "main");
    change();
    this.git("commit", "--quiet", "--all", "--message", name);
    this.git("checkout", "--quiet", "main");
  }

  /** Puts one text in another's place, which has to be there. */
  edit(file: string, from: string, to: string): void {
    const before = fs.readFileSync(path.join(this.root, file), "utf8");
    expect(before).toContain(from);
    fs.writeFileSync(path.join(this.root, file), before.replace(from, to));
  }

  /** What commands have left behind in it. */
  leftovers() {
    const worktrees = this.git("worktree", "list").trim().split("\n").length;
    return { worktrees, files: fs.readdirSync(this.temporary) };
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
