import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { takeBack } from "../../../cli/demo/take-back";

const folder = () => fs.mkdtempSync(path.join(os.tmpdir(), "strata-taken-back-"));
const emulator = (done: string[]) => ({
  stop: async () => void done.push("emulator"),
  keep: () => void done.push("kept"),
});
const place = (at: string) => ({ folder: at, checkout: at, emulator: at });

it("empties the cluster, then stops the emulator that has its states, then removes the folder", async () => {
  const [at, done] = [folder(), [] as string[]];
  await takeBack({ emulator: emulator(done), cluster: async () => void done.push("cluster") }, place(at));
  expect([done, fs.existsSync(at)]).toEqual([["cluster", "emulator"], false]);
});

it("stops the emulator where the cluster can't be emptied, and says what is left", async () => {
  const [at, done] = [folder(), [] as string[]];
  const cluster = () => Promise.reject(new Error("apps can't be destroyed"));
  await expect(takeBack({ emulator: emulator(done), cluster }, place(at))).rejects.toThrow(
    /^platform demo: some of what was made in the cluster is still there: apps can't be destroyed\nFix: /,
  );
  expect([done, fs.existsSync(at)]).toEqual([["emulator"], false]);
});

it("removes the folder where nothing has been started", async () => {
  const at = folder();
  await takeBack({}, place(at));
  expect(fs.existsSync(at)).toBe(false);
});

it("a second interruption ends it early", async () => {
  const at = folder();
  const cluster = (signal: AbortSignal) =>
    new Promise<void>((_, reject) => {
      signal.addEventListener("abort", () => reject(new Error("interrupted")));
      process.emit("SIGINT");
    });
  await expect(takeBack({ cluster }, place(at))).rejects.toThrow(/is still there: interrupted/);
  expect(fs.existsSync(at)).toBe(false);
});
