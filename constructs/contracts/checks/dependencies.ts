import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Finding } from "../../errors";
import type { PlatformStack } from "../../stack/platform-stack";
import { type StackId, stacksBefore } from "../../stack/stack-id";

/** Whatever waits for something that it can't or won't wait for. */
export function dependencyFindings(stack: PlatformStack): readonly Finding[] {
  const waiting = stack.node
    .findAll()
    .flatMap((construct) => construct.node.dependencies.map((dependency) => ignored(stack, construct, dependency)));
  return [...stack.backwardDependencies.map((dependency) => backward(stack, dependency)), ...waiting];
}

function backward({ id }: PlatformStack, dependency: TerraformStack): Finding {
  return {
    place: id,
    problem: `it is told to wait for the stack ${dependency.node.id}, which does not come before it`,
    fix: `leave the dependency out: what ${id} needs stands in ${id} or in an earlier stack`,
    code: "backward-dependency",
  };
}

/** CDKTF never looks at the dependencies of nodes: only `dependsOn` reaches Terraform. */
function ignored(stack: PlatformStack, construct: IConstruct, dependency: IConstruct): Finding {
  const owner = dependency.node.scopes.find(TerraformStack.isStack);
  return {
    place: construct.node.path,
    problem: `it waits for ${dependency.node.path || "the app"} by node.addDependency, which CDKTF ignores`,
    fix:
      owner && owner !== stack
        ? orderOfStacks(stack.id, owner.node.id)
        : "pass the resource that it needs as dependsOn",
    code: "ignored-dependency",
  };
}

function orderOfStacks(id: StackId, other: string): string {
  return stacksBefore(id).includes(other as StackId)
    ? `leave it out: all of ${other} is deployed before ${id} when ${id} reads its contract`
    : `leave it out: ${other} does not come before ${id}, and data flows forward only`;
}
