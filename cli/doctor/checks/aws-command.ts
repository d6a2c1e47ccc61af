import { type Check, ok, problem, warning } from "../check";
import { atLeast, versionIn } from "../version";

/**
 * The first ones that give tokens in the form that the providers ask for, `client.authentication.k8s.io/v1beta1`, by
 * default. https://github.com/aws/aws-cli/pull/6940
 */
const first = { 1: [1, 24, 0], 2: [2, 7, 0] } as const;

const install = "install version 2: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";

export const awsCommand: Check = {
  id: "aws command",
  states: "the aws command is there, by which stacks 3 to 6 log in to the cluster, and doctor asks AWS",
  async run({ programs, app }) {
    const ended = await programs.run("aws", ["--version"]);
    if (ended === undefined && app.environment.cluster.login === "token") {
      return [warning("there is no aws on the PATH; stacks log in by a token, but doctor asks AWS by it", install)];
    }
    if (ended === undefined) return [problem("there is no aws on the PATH, and stacks 3 to 6 log in by it", install)];
    // Older ones print it where errors go.
    const version = /aws-cli\/([\d.]+)/.exec(ended.stdout + ended.stderr)?.[1];
    const numbers = versionIn(version ?? "");
    if (numbers === undefined) return [problem("aws --version says nothing that is a version", install)];
    const wanted = first[numbers[0] === 1 ? 1 : 2];
    if (!atLeast(numbers, wanted)) {
      return [problem(`${version} gives tokens that the cluster does not take; ${wanted.join(".")} does`, install)];
    }
    // https://docs.aws.amazon.com/cli/v1/reference/eks-auth/index.html
    if (numbers[0] === 1) return [warning(`${version} works; AWS ends version 1 on 2027-07-15`, install)];
    return [ok(`${version}`)];
  },
};
