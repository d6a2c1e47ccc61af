import { systemNamespaces } from "../../charts/namespaces";
import { modeOf } from "../../policies/modes";
import type { ResolvedElement } from "../../stack/resolved-tree";
import { type FinishedTree, oncePerTree } from "../finished-tree";

const byName = oncePerTree(
  (tree) => new Map(tree.resources("aws_ecr_repository").map((element) => [element.body.name, element] as const)),
);

const ecr = /^\d{12}\.dkr\.ecr\.[\w-]+\.amazonaws\.com(?:\.cn)?\/(.+)$/;

/** The ECR repository of this environment that an image's repository names, by its URL or by an expression. */
export function ownRepository(
  tree: FinishedTree,
  user: ResolvedElement,
  repository: string,
): ResolvedElement | undefined {
  const [, name] = ecr.exec(repository) ?? [];
  if (name !== undefined) return byName(tree).get(name);
  const found = tree.behind(user, repository);
  return found?.type === "aws_ecr_repository" ? found : undefined;
}

/**
 * Whether the cluster takes the tags of other registries there. In the platform's own namespaces it does: what a pinned
 * chart installs is named by the tag of a release. Elsewhere the policy no-mutable-tags refuses them, unless it is
 * only watching or the environment excepts the app.
 */
export function allowsOtherTags({ environment }: FinishedTree, namespace: string, app: string): boolean {
  if ((systemNamespaces as readonly string[]).includes(namespace)) return true;
  const { policies } = environment;
  if (modeOf(policies, "no-mutable-tags") === "audit") return true;
  return policies.exceptions.some(
    (one) => one.policy === "no-mutable-tags" && one.team === namespace && one.app === app,
  );
}
