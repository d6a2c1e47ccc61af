import fs from "node:fs";

/** The parts of a Terraform state that the suites look at and change. */
export interface StateFile {
  serial: number;
  outputs: Record<string, { value: unknown; type: unknown }>;
  resources: StateResource[];
}

export interface StateResource {
  mode: "managed" | "data";
  type: string;
  name: string;
  /** More than one, or one with a key, where the resource has `count` or `for_each`. */
  instances: { index_key?: string | number; attributes: Attributes }[];
}

// biome-ignore lint/suspicious/noExplicitAny: attributes have as many shapes as the providers have types
export type Attributes = Record<string, any>;

export function readState(file: string): StateFile {
  return JSON.parse(fs.readFileSync(file, "utf8")) as StateFile;
}

/** Rewrites a state as another deployment would have left it. */
export function editState(file: string, edit: (state: StateFile) => void): void {
  const state = readState(file);
  edit(state);
  state.serial += 1;
  fs.writeFileSync(file, JSON.stringify(state));
}
