import type { Conditions } from "../../constructs/identity/policy-document";

/** What goes without saying: ARNs of this account and region are shown by their last part. */
export interface Home {
  readonly region: string;
  readonly accountId: string;
}

/** `arn:aws:ec2:eu-central-1:111122223333:subnet/*` → `subnet/*` beside an action of EC2, else `ec2 subnet/*`. */
export function shortArn(arn: string, service: string, { region, accountId }: Home): string {
  const [prefix, , of, place = "", account = "", ...rest] = arn.split(":");
  const near = prefix === "arn" && rest.length > 0 && ["", region].includes(place) && ["", accountId].includes(account);
  if (!near) return arn;
  return of === service ? rest.join(":") : `${of} ${rest.join(":")}`;
}

/** A condition block as lines that are read as "and": `its tags: demo/apps`, `ec2:CreateAction = CreateVpc`. */
export function conditionLines(conditions: Conditions = {}): readonly string[] {
  return Object.entries(conditions).flatMap(([operator, block]) => {
    const ownership = tagLines(operator, block);
    const others = Object.entries(block).filter(([key]) => ownership === undefined || !ownershipKey.test(key));
    return [...(ownership ?? []), ...others.map(([key, value]) => line(operator, key, [value].flat()))];
  });
}

const ownershipKey = /^aws:(Resource|Request)Tag\/strata:(environment|stack)$/;

/** Both ownership tags always stand together, and are read as one. */
function tagLines(operator: string, block: Conditions[string]): readonly string[] | undefined {
  const both = (kind: string) => {
    const [environment, stack] = [`aws:${kind}Tag/strata:environment`, `aws:${kind}Tag/strata:stack`];
    return environment in block && stack in block ? `${block[environment]}/${block[stack]}` : undefined;
  };
  const [its, given] = [both("Resource"), both("Request")];
  if (operator === "Null" && its === "true/true" && given === undefined) return ["it has no ownership tags"];
  if (operator !== "StringEquals" || Object.keys(block).filter((key) => ownershipKey.test(key)).length % 2 > 0) return;
  return [...(its ? [`its tags: ${its}`] : []), ...(given ? [`tags given: ${given}`] : [])];
}

const signs: Readonly<Record<string, string>> = {
  StringEquals: "=",
  StringNotEquals: "!=",
  StringLike: "~",
  StringNotLike: "!~",
  ArnEquals: "=",
  ArnNotEquals: "!=",
  ArnLike: "~",
  ArnNotLike: "!~",
  Bool: "=",
};

/** Anything that has no sign is shown by its operator: better long than wrong. */
function line(operator: string, key: string, values: readonly string[]): string {
  if (operator === "Null") return `${key} is ${values.join() === "true" ? "absent" : "present"}`;
  const [, set, name = ""] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/.exec(operator) ?? [];
  const quantifier = set === "ForAllValues" ? "every " : set === "ForAnyValue" ? "any " : "";
  return `${quantifier}${key} ${Object.hasOwn(signs, name) ? signs[name] : name} ${values.join(" or ")}`;
}
