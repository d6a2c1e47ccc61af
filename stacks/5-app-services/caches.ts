import { CacheUser } from "../../constructs/data/cache-user";
import { Valkey } from "../../constructs/data/valkey";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import { byName, type DatastoreSurroundings } from "./surroundings";

/** The Valkey caches of the environment, by name, each open to the users of the apps that name it. */
export function declareCaches(
  stack: PlatformStack,
  { vpcId, subnetIds, keyArns, allowedFrom }: DatastoreSurroundings,
): Readonly<Record<string, Valkey>> {
  const usersOf = declareUsers(stack);
  return byName(stack.environment.caches, ({ name, team: _, snapshotWindow, ...size }) => {
    return new Valkey(stack, `cache-${name}`, {
      identifier: stack.names.cache(name),
      ...size,
      backupWindow: snapshotWindow,
      vpcId,
      subnetIds,
      allowedFrom,
      userIds: usersOf(name),
      keyArn: keyArns.at("cache"),
      logKeyArn: keyArns.at("logs"),
      logGroupPrefix: stack.names.logGroup(`cache/${name}`),
    });
  });
}

/** One user for each app that uses a cache, whichever and however many those are. */
function declareUsers(stack: PlatformStack): (cache: string) => readonly string[] {
  const users = stack.environment.apps
    .filter(({ uses }) => uses.caches.length > 0)
    .map(({ team, name, uses }) => {
      const user = new CacheUser(stack, `cache-user-${team}-${name}`, { userId: stack.names.cacheUser(team, name) });
      return { userId: user.userId, caches: uses.caches };
    });
  return (cache) => users.filter(({ caches }) => caches.includes(cache)).map(({ userId }) => userId);
}
