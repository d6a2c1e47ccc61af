import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { OwnRepository } from "./own-repository";

/** Ends the process at a moment: before the n-th call of a function, or in the middle of the n-th file that it writes. */
const interruption = `
const fs = require("node:fs");
const children = require("node:child_process");
const [signal, what, nth] = (process.env.INTERRUPT ?? "").split(" ");
let count = 0;
const now = () => {
  process.kill(process.pid, signal);
  // The signal comes at once where nobody listens to it.
};
const isMeant = (name) => name === what && ++count === Number(nth);
const { renameSync, writeFileSync } = fs;
fs.renameSync = (...args) => { if (isMeant("rename")) now(); return renameSync(...args); };
fs.writeFileSync = (file, content, ...rest) => {
  if (isMeant("write")) { writeFileSync(file, String(content).slice(0, 10)); now(); }
  return writeFileSync(file, content, ...rest);
};
const { spawn } = children;
children.spawn = (...args) => { const child = spawn(...args); if (isMeant("spawn")) now(); return child; };
`;

/** A state for each stack, and plans of nothing. */
const program = `#!/bin/sh
case "$1" in
  state) echo '{"version":4,"lineage":"a","serial":3,"resources":[]}';;
  show) echo '{"format_version":"1.2","planned_values":{},"resource_changes":[]}';;
  plan) for one in "$@"; do case "$one" in -out=*) echo secret > "\${one#-out=}";; esac; done;;
esac
`;

/** A command that writes, and moments in which it is ended: in its n-th call, or in the middle of its n-th file. */
export interface InterruptedCommand {
  readonly name: string;
  readonly args: readonly string[];
  readonly moments: readonly string[];
  /** Whether it tells of what it changed, which is less after an interruption. @default false */
  readonly tellsChanges?: boolean;
}

export const platformCommand = "cli/platform.mjs";

/** Tests that end each command in the middle of what it writes, by Ctrl-C and by what no process can see coming. */
export function testInterruptions(commands: readonly InterruptedCommand[]): void {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strata-interrupted-")));
  const preload = path.join(folder, "interrupt.cjs");
  const terraform = path.join(folder, "terraform");
  const repository = new OwnRepository("interrupted-commands");

  beforeAll(() => {
    fs.writeFileSync(preload, interruption);
    fs.writeFileSync(terraform, program, { mode: 0o755 });
    repository.begin();
    fs.mkdirSync(path.join(repository.root, "state/demo"), { recursive: true });
    fs.writeFileSync(
      path.join(repository.root, "state/demo/apps.tfstate"),
      '{"lineage":"a","serial":3,"resources":[]}',
    );
  });

  afterAll(() => {
    repository.remove();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  function run(args: readonly string[], interrupt?: string) {
    const env = {
      ...repository.env,
      TERRAFORM_BINARY_NAME: terraform,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      ...(interrupt && { INTERRUPT: interrupt, NODE_OPTIONS: `--require=${preload}` }),
    };
    return spawnSync(process.execPath, args, { cwd: repository.root, env, encoding: "utf8" });
  }

  /** What a command has written, by path: times and names that hold them differ from run to run. */
  function written(): Readonly<Record<string, string>> {
    const files = ["cdktf.out", "ledger", ".github", "state", "constructs/charts/recorded"].flatMap((name) => {
      const top = path.join(repository.root, name);
      if (!fs.existsSync(top)) return [];
      const below = fs.readdirSync(top, { recursive: true, encoding: "utf8" });
      return below
        .map((file) => path.join(name, file))
        .filter((file) => fs.statSync(path.join(repository.root, file)).isFile());
    });
    const dated = (text: string) => text.replace(/\d{4}-?\d\d-?\d\dT\d\d:?\d\d:?\d\d\.\d{3}Z/g, "<time>");
    const contents = files
      .sort()
      .map((file) => [dated(file), dated(fs.readFileSync(path.join(repository.root, file), "utf8"))]);
    return Object.fromEntries(contents);
  }

  function forget(): void {
    for (const name of ["cdktf.out", "ledger", ".github", "state/demo/apps.tfstate.applies"])
      fs.rmSync(path.join(repository.root, name), { recursive: true, force: true });
  }

  it.each(commands)("$name: the next run gives what one gives that nobody has interrupted", (command) => {
    const { args, moments } = command;
    forget();
    const reference = run(args);
    const expected = written();
    forget();
    // What is killed first leaves the most.
    for (const signal of ["SIGKILL", "SIGINT"]) {
      for (const moment of moments) {
        const ended = run(args, `${signal} ${moment}`);
        // A signal that comes with the end is not seen any more.
        const how = ended.signal === null && signal === "SIGINT" ? ended.status : ended.signal;
        expect([signal, reference.status]).toContain(how);
        expect(ended.stderr).not.toMatch(/^ {4}at /m);
      }
    }
    const next = run(args);
    const told = ({ status, stdout }: typeof next) => [
      status,
      command.tellsChanges ? "" : stdout.replace(/"?seconds"?: [\d.]+/g, ""),
    ];
    expect(told(next)).toEqual(told(reference));
    expect(written()).toEqual(expected);
    expect(repository.leftovers()).toEqual({ worktrees: 1, files: [] });
  });
}
