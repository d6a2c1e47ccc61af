import type { WebAnswer } from "../asking/web";
import { type Check, type Line, ok, problem, skipped } from "../check";
import type { Context } from "../context";

export const charts: Check = {
  id: "charts",
  states: "every repository that Terraform takes charts from answers from here",
  concerns: ["cluster-services", "app-services", "apps"],
  async run(context) {
    const repositories = repositoriesOf(context);
    if (repositories.length === 0) return [ok("all charts lie in the repository")];
    const asked = await Promise.all(
      repositories.map(async (repository) => ({ repository, answer: await context.web.get(addressOf(repository)) })),
    );
    if (asked.every(({ answer }) => answer.kind === "unanswered")) return [offline(context)];
    const lines = asked.flatMap(({ repository, answer }) => lineOf(repository, answer));
    const well = asked.length - lines.length;
    return [...(well > 0 ? [ok(`${well} repositories answer`)] : []), ...lines];
  },
};

/** The repositories of the releases that the stacks declare. */
function repositoriesOf({ app, stacks }: Context): readonly string[] {
  const releases = app
    .resolveAll()
    .filter(({ stack }) => stacks.includes(stack.id))
    .flatMap(({ elements }) => elements.filter(({ type, block }) => type === "helm_release" && block === "resource"));
  const named = releases.flatMap(({ body }) => (body.repository === undefined ? [] : [String(body.repository)]));
  return [...new Set(named)].sort();
}

/**
 * Where a repository is asked: the index of charts, or that a registry is one, which it says without signing in as well.
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#determining-support
 */
function addressOf(repository: string): string {
  if (!repository.startsWith("oci://")) return `${repository.replace(/\/$/, "")}/index.yaml`;
  const [host] = repository.slice("oci://".length).split("/");
  return `https://${host}/v2/`;
}

function offline({ env }: Context): Line {
  const proxy = env.HTTPS_PROXY ?? env.https_proxy;
  return skipped(
    proxy
      ? "HTTPS_PROXY is set, by which doctor does not go, and no repository answers without"
      : "offline: no repository answers from here",
  );
}

function lineOf(repository: string, answer: WebAnswer): readonly Line[] {
  const fix = "look at the firewall: whoever runs Terraform gets charts from there";
  if (answer.kind === "unanswered") return [problem(`${repository} does not answer (${answer.reason})`, fix)];
  const well = answer.status < 400 || (repository.startsWith("oci://") && answer.status === 401);
  return well ? [] : [problem(`${repository} answers with HTTP status ${answer.status}`, fix)];
}
