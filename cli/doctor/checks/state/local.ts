import fs from "node:fs";
import path from "node:path";
import type { StackId } from "../../../../constructs/stack/stack-id";
import type { State } from "../../../../environments/schema/state";
import { type Line, ok, problem } from "../../check";
import type { Context } from "../../context";
import { contentLine } from "./content";
import { lockedLine } from "./lock";

/** A state in a file of the checkout, and the file beside it that locks it. */
export function localState(
  { app, root, now }: Context,
  stack: StackId,
  { folder }: Extract<State, { kind: "local" }>,
): readonly Line[] {
  const where = path.join(folder, app.environment.name, `${stack}.tfstate`);
  const file = path.join(root, where);
  const lock = path.join(path.dirname(file), `.${path.basename(file)}.lock.info`);
  const locked = fs.existsSync(lock) ? [lockedLine(stack, fs.readFileSync(lock, "utf8"), now)] : [];
  if (!fs.existsSync(file)) return [ok(`${where}: nothing is deployed yet`), ...locked];
  return [read(stack, where, file), ...locked];
}

function read(stack: StackId, where: string, file: string): Line {
  try {
    return contentLine(stack, where, fs.readFileSync(file, "utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return problem(
      `the state of ${stack}, ${where}, can't be read: ${code}`,
      "make it readable for whoever runs Terraform",
    );
  }
}
