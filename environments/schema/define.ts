import type { EnvironmentInput } from "./environment";

/** Gives an environment file its types in the editor. Nothing is checked here: that happens when the file is loaded. */
export function defineEnvironment(input: EnvironmentInput): EnvironmentInput {
  return input;
}
