import type { Catalogue, Conditions, Grant, ResourceView } from "../entry";
import { adoptingTags, both, named, on, owned, retagging } from "../ownership";

/** Rules of the default bus, the one that AWS services send to. */
const rules = (argument: "name" | "rule") => (r: ResourceView) => [r.names.arn("events", `rule/${named(r, argument)}`)];
const own = rules("name");
const ofTarget = rules("rule");

/** Events of these sources and no others, such as those that say what people do. */
function fromSources(r: ResourceView, grant: Grant): Grant {
  const { source }: { readonly source: readonly string[] } = JSON.parse(r.text("event_pattern"));
  return {
    ...grant,
    conditions: both(grant.conditions ?? {}, only("ForAllValues:StringEquals", "events:source", source)),
  };
}

/** Without a value the condition on all values would hold as well. */
function only(operator: string, key: string, values: readonly string[]): Conditions {
  return { [operator]: { [key]: values }, Null: { [key]: "false" } };
}

const aims = (r: ResourceView): Grant => {
  const grant = owned(r, ["events:PutTargets"], ofTarget(r));
  const targets = only("ForAllValues:ArnEquals", "events:TargetArn", r.arns("arn"));
  return { ...grant, conditions: both(grant.conditions ?? {}, targets) };
};

/**
 * Amazon EventBridge. PutRule makes a rule and changes one, with the same words: what bears somebody's tags is not made
 * anew. A target that is a queue takes no role; the queue's own policy lets the rule in.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
 */
export const events: Catalogue = {
  aws_cloudwatch_event_rule: {
    arn: (r) => r.names.arn("events", `rule/${r.text("name")}`),
    create: (r) => [
      fromSources(r, adoptingTags(r, ["events:PutRule"], own(r))),
      adoptingTags(r, ["events:TagResource"], own(r)),
    ],
    read: (r) => [on(own(r), "events:DescribeRule", "events:ListTagsForResource")],
    update: (r) => [
      fromSources(r, owned(r, ["events:PutRule"], own(r))),
      retagging(r, ["events:TagResource", "events:UntagResource"], own(r)),
    ],
    delete: (r) => [owned(r, ["events:DeleteRule"], own(r))],
  },
  aws_cloudwatch_event_target: {
    arn: (r) => r.names.arn("events", `rule/${r.text("rule")}`),
    create: (r) => [aims(r)],
    read: (r) => [on(ofTarget(r), "events:ListTargetsByRule")],
    update: (r) => [aims(r)],
    delete: (r) => [owned(r, ["events:RemoveTargets"], ofTarget(r))],
  },
};
