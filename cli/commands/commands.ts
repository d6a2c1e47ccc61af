import type { Command } from "../command";
import { permissions } from "./permissions";
import { permissionsDiff } from "./permissions-diff";
import { permissionsNotNarrowable } from "./permissions-not-narrowable";

/** All commands, in the order of `npx platform --help`. */
export const commands: readonly Command[] = [permissions, permissionsDiff, permissionsNotNarrowable];
