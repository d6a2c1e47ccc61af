import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import type { BoundaryKind } from "../../names";
import { stackIds } from "../../stack/stack-id";
import type { PolicyDocument } from "../policy-document";
import { boundaryText } from "../policy-limits";
import type { BoundaryContext } from "./boundary-context";
import { breakGlassBoundary } from "./break-glass-boundary";
import { controllersBoundary } from "./controllers-boundary";
import { deployerBoundary } from "./deployer-boundary";
import { peopleBoundary } from "./people-boundary";
import { pipelinesBoundary } from "./pipelines-boundary";
import { workloadsBoundary } from "./workloads-boundary";

/**
 * The permissions boundaries, part of the root of trust: only a root administrator changes them. A boundary gives
 * nothing; it is the most that whoever writes a role's policies can give.
 */
export class Boundaries extends Construct {
  private readonly arns = new Map<BoundaryKind, string>();

  constructor(
    scope: Construct,
    id: string,
    private readonly context: BoundaryContext,
  ) {
    super(scope, id);
    for (const stack of context.stacks ?? stackIds) {
      this.add(stack, deployerBoundary(stack, context), `The most that the deployers of ${stack} can be given.`);
    }
    this.add("workloads", workloadsBoundary(context), "The most that pods of apps can be given.");
    const platform = "The most that controllers, nodes, AWS services and runners can be given.";
    this.add("controllers", controllersBoundary(context), platform);
    this.add("pipelines", pipelinesBoundary(context), "The most that pipelines of app teams can be given.");
    this.add("people", peopleBoundary(context), "The most that people can be given, short of an emergency.");
    this.add("break-glass", breakGlassBoundary(context), "The most that breaking the glass gives.");
  }

  /** ARN of the policy that is made, not a computed one: what uses it waits for it. */
  of(kind: BoundaryKind): string {
    const arn = this.arns.get(kind);
    if (arn === undefined) throw new Error(`no boundary of ${kind}`);
    return arn;
  }

  private add(kind: BoundaryKind, document: PolicyDocument, description: string): void {
    const { names } = this.context;
    const name = names.boundary(kind);
    const policy = boundaryText(name, document);
    const boundary = new IamPolicy(this, kind, { name, path: names.rootPath, description, policy });
    this.arns.set(kind, boundary.arn);
  }
}
