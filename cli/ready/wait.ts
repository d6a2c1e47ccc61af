import type { Connect } from "../aws/connect";
import { type Patience, until } from "../aws/patience";
import { notReady, type Probed } from "./probe";

/** A role that did not answer in time, with what AWS said last. */
export interface Late extends Probed {
  readonly said: string;
}

/** Waits for all of them at once. Gives those that are not ready when patience has run out. */
export async function waitForRoles(
  roles: readonly Probed[],
  connect: Connect,
  patience: Patience & { readonly signal: AbortSignal },
  progress: (what: string) => void,
): Promise<readonly Late[]> {
  const aws = await connect();
  let late: readonly Late[] = [];
  const look = async () => {
    const found = await Promise.all(
      roles.map(async (role) => {
        const said = await notReady(role, aws, connect, patience.signal);
        return said === undefined ? [] : [{ ...role, said }];
      }),
    );
    late = found.flat();
    if (late.length > 0) progress(`waiting for ${late.length} of ${roles.length} roles`);
    return late.length === 0 ? true : undefined;
  };
  await until(look, patience);
  return late;
}
