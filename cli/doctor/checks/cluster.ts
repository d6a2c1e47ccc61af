import { answerOf, asking } from "../asking/ask";
import type { Content } from "../asking/aws-calls";
import { awsOfStack } from "../asking/aws-of-stack";
import { type Check, type Line, ok, problem, skipped, warning } from "../check";
import type { Context } from "../context";
import { atLeast, versionIn } from "../version";

export const cluster: Check = {
  id: "cluster",
  states: "the cluster is active, in the version of the environment, and its API answers from here",
  concerns: ["kubernetes-cluster", "cluster-services", "app-services", "apps"],
  run(context) {
    return asking(context, async () => {
      const { names } = context.app.stack("kubernetes-cluster");
      const [stack = "kubernetes-cluster"] = context.oneStack ? context.stacks : [];
      const aws = await awsOfStack(context, stack);
      if (aws === undefined) return [skipped(`the role of ${stack} can't be assumed`)];
      const call = ["eks", "describe-cluster", { name: names.cluster }] as const;
      const { cluster: found } = await answerOf(aws, call, ({ code }) =>
        code === "ResourceNotFoundException" ? skipped(`there is no ${names.cluster} yet`) : undefined,
      );
      const lines = [status(found), ...health(found), version(found, context.app.environment.cluster.version)];
      return [...lines, await reachable(context, found)];
    });
  },
};

function status({ name, status: now }: Content): Line {
  if (now === "ACTIVE") return ok(`${name} is active`);
  if (["CREATING", "UPDATING", "PENDING"].includes(now)) return warning(`${name} is ${now}`, "wait until it is active");
  return problem(`${name} is ${now}`, "look at its page in the EKS console, which says why");
}

/** What EKS itself has found, such as a subnet without addresses. */
function health({ health: { issues = [] } = {} }: Content): readonly Line[] {
  return issues.map(({ code, message }: { readonly code: string; readonly message: string }) =>
    problem(`EKS reports ${code}: ${message}`, "mend what it names"),
  );
}

function version({ version: running }: Content, wanted: string): Line {
  if (running === wanted) return ok(`it runs Kubernetes ${running}`);
  const text = `it runs Kubernetes ${running}, and the environment says ${wanted}`;
  const older = atLeast(versionIn(wanted) ?? [], versionIn(running) ?? []);
  if (older) return warning(text, "apply kubernetes-cluster, one minor version at a time");
  return problem(text, `write cluster.version: "${running}": EKS takes no version back`);
}

/** Whoever is not let in is answered as well, be it with a refusal: that is enough. */
async function reachable({ app, web }: Context, { endpoint, certificateAuthority }: Content): Promise<Line> {
  if (!endpoint) return skipped("its API has no address yet");
  const authority = Buffer.from(certificateAuthority?.data ?? "", "base64").toString("utf8");
  const answer = await web.get(`${endpoint}/readyz`, authority === "" ? {} : { authority });
  if (answer.kind === "answered" && answer.status < 500) return ok("its API answers from here");
  if (answer.kind === "answered")
    return problem(`its API answers with HTTP status ${answer.status}`, "wait, and look again");
  const text = `its API does not answer from here (${answer.reason})`;
  if (app.environment.cluster.endpoint.access === "private") {
    return warning(text, "run stacks 3 to 6 inside of the VPC, where alone it answers");
  }
  return problem(text, "look at this machine's network, and that its address is in cluster.endpoint.allowedCidrs");
}
