import type { PlatformStack } from "../../constructs/stack/platform-stack";
import { Bucket } from "../../constructs/storage/bucket";
import { logPrefixes } from "../../constructs/storage/log-delivery";
import { byName, type TeamSurroundings, teamTags } from "./surroundings";

/** The teams' buckets, by name. */
export function declareTeamBuckets(
  stack: PlatformStack,
  { keyArns, accessLogBucket }: TeamSurroundings,
): Readonly<Record<string, Bucket>> {
  return byName(stack.environment.teamBuckets, ({ name, team, deletedObjectDays, expireDays }) => {
    return new Bucket(stack, `bucket-${name}`, {
      name: stack.names.teamBucket(name),
      partition: stack.environment.aws.partition,
      keyArn: keyArns.at("objects"),
      lifecycle: { noncurrentDays: deletedObjectDays, expireDays },
      accessLog: { to: { name: accessLogBucket }, prefix: `${logPrefixes.buckets}/` },
      tags: teamTags(team),
    });
  });
}
