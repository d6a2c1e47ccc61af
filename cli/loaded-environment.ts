import type { Environment } from "../environments/schema/environment";
import type { CommandShell } from "./command";
import { propsFrom } from "./run-app";

/** The environment that the shell names, checked by itself; nothing is built of it. */
export function loadedEnvironment({ ENVIRONMENT }: CommandShell): Environment {
  return propsFrom({ ENVIRONMENT }).environment;
}
