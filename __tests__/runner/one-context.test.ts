import { AsyncLocalStorage } from "node:async_hooks";
import fs from "node:fs";
import { createRequire } from "node:module";
import { App } from "cdktf";
import { oncePerWorker } from "../support/once-per-worker";
import { disableStorages, followStorages } from "./async-storages";
import { rememberGlobals, rememberProcess } from "./remember";

it("a package is the one that Node has loaded", () => {
  const { loadByNode } = globalThis as unknown as { loadByNode: (file: string) => unknown };
  expect(loadByNode(require.resolve("cdktf"))).toHaveProperty("App", App);
});

it("errors and lists of Node's own are of the suite's classes", () => {
  const thrown = [() => fs.readFileSync("/nowhere"), () => createRequire(__filename)("./nowhere")].map((run) => {
    try {
      return run();
    } catch (error) {
      return error instanceof Error;
    }
  });
  expect(thrown).toEqual([true, true]);
  expect(fs.readdirSync(__dirname)).toBeInstanceOf(Array);
});

it("what a suite leaves on the global object is taken back, but for what packages made", () => {
  const symbol = Symbol("added");
  const global: Record<PropertyKey, unknown> = { same: 1, changed: { of: "before" }, removed: 3 };
  const { changed } = global;
  const restore = rememberGlobals(global);
  Object.assign(global, { changed: 2, added: 4, [symbol]: 5, byPackage: 6 });
  delete global.removed;
  Object.defineProperty(global, "fixed", { value: 7 });
  restore(new Set(["byPackage"]));
  expect(global).toStrictEqual({ same: 1, changed, removed: 3, byPackage: 6 });
  expect(global.changed).toBe(changed);
});

it("so are variables, the exit code and the exit of the process", () => {
  const exit = process.exit;
  const env: NodeJS.ProcessEnv = { SAME: "1", CHANGED: "2", REMOVED: "3" };
  const changed: Parameters<typeof rememberProcess>[0] = { env, exit, exitCode: undefined };
  const restore = rememberProcess(changed);
  Object.assign(changed, { exitCode: 1, exit: () => undefined });
  Object.assign(env, { CHANGED: "x", ADDED: "y" });
  delete env.REMOVED;
  restore();
  expect(changed).toStrictEqual({ exitCode: undefined, env: { SAME: "1", CHANGED: "2", REMOVED: "3" }, exit });
});

it("a value made once per worker is a copy for each who asks", () => {
  const make = jest.fn(() => ({ list: [1] }));
  const key = "a value of one-context.test.ts";
  oncePerWorker(key, make).list.push(2);
  expect(oncePerWorker(key, make)).toEqual({ list: [1] });
  expect(make).toHaveBeenCalledTimes(1);
});

it("a storage of a suite that ended is handed on no more", () => {
  const { run } = AsyncLocalStorage.prototype;
  followStorages();
  const storage = new AsyncLocalStorage<number>();
  storage.enterWith(1);
  storage.run(2, () => expect(storage.getStore()).toBe(2));
  expect(storage.getStore()).toBe(1);
  disableStorages();
  expect(storage.getStore()).toBeUndefined();
  AsyncLocalStorage.prototype.run = run;
});
