import fs from "node:fs";

/** The parts of a Terraform state that the suites look at and change. */
export interface StateFile {
  serial: number;
  outputs: Record<string, { value: unknown; type: unknown }>;
  resources: { mode: "managed" | "data"; type: string; name: string; instances: unknown[] }[];
}

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
