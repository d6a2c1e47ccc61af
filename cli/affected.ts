import fs from "node:fs";
import path from "node:path";
import type { PlatformApp } from "../constructs/stack/platform-app";
import type { StackId } from "../constructs/stack/stack-id";

/** Why a stack has to be planned. */
export type Affected =
  | { readonly stack: StackId; readonly why: "changed" | "new" }
  /** It reads the contract of a stack whose outputs are declared otherwise. */
  | { readonly stack: StackId; readonly why: "reads"; readonly of: StackId };

/** Compares what two outputs hold for Terraform. `before`: undefined where that revision can't be synthesized. */
export function affectedStacks(app: PlatformApp, before: string | undefined, after: string): readonly Affected[] {
  const [old, now] = [before === undefined ? () => undefined : stackIn(before), stackIn(after)];
  const ids = app.stacks.map(({ id }) => id);
  const changed = ids.filter((id) => old(id) !== now(id));
  const outputs = (json: string | undefined) => JSON.stringify(JSON.parse(json ?? "{}").output ?? {});
  const published = changed.filter((id) => outputs(old(id)) !== outputs(now(id)));
  return ids.flatMap((stack): readonly Affected[] => {
    if (changed.includes(stack)) return [{ stack, why: old(stack) === undefined ? "new" : "changed" }];
    const of = app.stack(stack).contractsRead.find((read) => published.includes(read.stack))?.stack;
    return of === undefined ? [] : [{ stack, why: "reads", of }];
  });
}

function stackIn(outdir: string): (id: StackId) => string | undefined {
  return (id) => {
    const file = path.join(outdir, "stacks", id, "cdk.tf.json");
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  };
}
