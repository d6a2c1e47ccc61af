import { namesOf } from "../../../../constructs/names";
import { isOf, repositoryOf } from "../../../../constructs/policies/images";
import { modeOf } from "../../../../constructs/policies/modes";
import { referencedImages } from "../../referenced-images";
import type { Path } from "../finding";
import { sectionRule } from "../section-rule";

export const exceptionTeams = sectionRule({
  code: "ENV_EXCEPTION_TEAM",
  states: "an exception is for a team of this environment",
  needs: ["policies", "teams"],
  *breaches({ policies, teams }) {
    const known = teams.map(({ name }) => name);
    for (const [index, { team }] of policies.exceptions.entries()) {
      if (known.includes(team)) continue;
      yield {
        path: at(index, "team"),
        problem: `no team has this name; ${known.length === 0 ? "there is none" : `there are ${known.join(", ")}`}`,
        fix: "write the name of a team, or leave the exception out",
      };
    }
  },
});

export const repeatedExceptions = sectionRule({
  code: "ENV_EXCEPTION_REPEATED",
  states: "an app has one exception from a policy",
  needs: ["policies"],
  *breaches({ policies: { exceptions } }) {
    const keys = exceptions.map(({ policy, team, app }) => `${policy} ${team}/${app}`);
    for (const [index, key] of keys.entries()) {
      if (keys.indexOf(key) < index)
        yield { path: ["policies", "exceptions", index], fix: "keep one, with one reason" };
    }
  },
});

/** The namespace's own pod security goes with such an exception, so that nothing but the policy holds its other apps. */
export const exceptionsOfRestrictedPods = sectionRule({
  code: "ENV_EXCEPTION_UNGUARDED",
  states:
    "an exception from restricted-pods needs that policy enforced, which then is all that restricts the team's other pods",
  needs: ["policies"],
  *breaches({ policies }) {
    if (modeOf(policies, "restricted-pods") === "enforce") return;
    for (const [index, { policy }] of policies.exceptions.entries()) {
      if (policy !== "restricted-pods") continue;
      yield { path: at(index, "policy"), fix: "enforce restricted-pods, or leave the exception out" };
    }
  },
});

/** Who lists no registries has those of these images allowed. */
export const registriesOfImages = sectionRule({
  code: "ENV_IMAGE_REGISTRY",
  states: "an image that an app names by reference comes from an allowed registry",
  needs: ["name", "aws", "policies", "apps"],
  *breaches({ policies, apps, ...source }) {
    const { allowedRegistries } = policies;
    if (!allowedRegistries || modeOf(policies, "allowed-registries") === "audit") return;
    const sources = [namesOf(source).imageRegistry, ...allowedRegistries];
    for (const { path, reference } of referencedImages(apps)) {
      if (sources.some((source) => isOf(reference, source))) continue;
      yield {
        path: ["apps", ...path],
        problem: "the cluster takes no images from this registry",
        fix: `add ${repositoryOf(reference)} to policies.allowedRegistries, or put a copy into ECR`,
      };
    }
  },
});

function at(index: number, key: string): Path {
  return ["policies", "exceptions", index, key];
}
