import { ownershipTags } from "../../stack/ownership-tags";
import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, stackOf } from "../finished-tree";
import type { Rule, Violation } from "../rule";

/** The provider's default tags go to everything that takes tags, so a provider without them leaves a whole stack bare. */
export const missingTags: Rule = {
  id: "missing-tags",
  title: "Everything bears the tags of its environment and stack, and those that the environment asks for",
  severity: "high",
  sources: ["AWS Security Hub tagging controls, such as EC2.33 and RDS.28", "AWS Well-Architected COST02-BP03"],
  waivable: false,
  check: ({ elements, environment }) =>
    elements.flatMap((element) => {
      const owner = ownershipTags(environment.name, stackOf(element));
      if (element.block === "provider" && element.type === "aws") {
        return notGiven(element, { ...environment.aws.tags, ...owner });
      }
      return element.block === "resource" ? overwritten(element, owner) : [];
    }),
};

type Tags = Readonly<Record<string, unknown>>;

function notGiven(provider: ResolvedElement, wanted: Tags): readonly Violation[] {
  const given: Tags = Object.assign({}, ...[provider.body.default_tags ?? []].flat().map(({ tags }) => tags));
  return Object.entries(wanted)
    .filter(([name, value]) => given[name] !== value)
    .map(([name, value]) => ({
      ...at(provider, `default_tags.tags.${name}`),
      value: given[name],
      problem: `what this provider makes would not bear the tag ${name} = ${value}, which rights and cost reports rest on`,
      fix: "declare resources with the provider of PlatformStack, and tags of the environment in aws.tags",
    }));
}

function overwritten(resource: ResolvedElement, owner: Tags): readonly Violation[] {
  return ["tags", "tags_all"].flatMap((argument) =>
    Object.entries((resource.body[argument] ?? {}) as Tags)
      .filter(([name, value]) => name.startsWith("strata:") && name in owner && owner[name] !== value)
      .map(([name, value]) => ({
        ...at(resource, `${argument}.${name}`),
        value,
        problem: `the tag would take the resource from the rights of its own stack, for which it is ${owner[name]}`,
        fix: "leave the tag out: the provider sets it",
      })),
  );
}
