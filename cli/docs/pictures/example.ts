import { deployerActions } from "../../../constructs/stack/stack-id";
import type { Output } from "../../report/output/output";

/** A resource, the statement that it led to, and where that ended up. */
export interface DerivedExample {
  readonly type: string;
  /** Its name in AWS, as the resource part of its ARN. */
  readonly name: string;
  readonly action: string;
  /** What the statement is on, as the resource part of an ARN. */
  readonly on: string;
  readonly conditions: readonly string[];
  readonly policy: string;
  readonly role: string;
}

/** How the rights of a resource came to be. Throws an `Error` where the output has no such resource, or nobody may make it. */
export function derivedExample(output: Output, stack: string, type: string, action: string): DerivedExample {
  const resource = output.needs.find((one) => one.stack === stack && one.type === type && one.create.includes(action));
  const { roleArn = "", policies = [] } = output.permissions(stack)[deployerActions[1]] ?? {};
  for (const { name: policy, document } of policies) {
    const statement = document.Statement.find(({ Action }) => [Action ?? []].flat().includes(action));
    if (!resource || !statement) continue;
    const [on = ""] = [statement.Resource ?? []].flat();
    const conditions = Object.values(statement.Condition ?? {}).flatMap((keys) =>
      Object.entries(keys).map(([key, value]) => `${key.replace(/^aws:\w+\//, "")} = ${value}`),
    );
    const names = { name: lastOf(resource.arn, ":"), on: lastOf(on, ":"), role: lastOf(roleArn, "/") };
    return { type, action, conditions, policy, ...names };
  }
  throw new Error(`${stack} has no ${type} that asks for ${action}: choose another example of derived rights`);
}

const lastOf = (text: string, separator: string) => text.split(separator).at(-1) ?? text;
