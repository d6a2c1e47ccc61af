import type { AwsApis } from "../../../cli/aws/apis";
import { commands } from "../../../cli/commands/commands";
import { answeredText } from "../../../cli/commands/ready";
import { dispatch } from "../../../cli/dispatch";
import type { Probed } from "../../../cli/ready/probe";
import { waitForRoles } from "../../../cli/ready/wait";
import { account, awsError } from "../bootstrap/support/account";

const roleArn = "arn:aws:iam::222233334444:role/strata/example-s3/deployers/strata-example-s3-apps-plan";
const role: Probed = {
  stack: "apps",
  role: "plan",
  roleArn,
  state: { bucket: "states-apps", object: "apps.tfstate" },
};
const denied = () => Promise.reject(awsError("AccessDenied", "not authorized to perform: sts:AssumeRole\nmore"));

interface Answers {
  readonly assumeRole?: AwsApis["sts"]["assumeRole"];
  readonly listObjectsV2?: AwsApis["s3"]["listObjectsV2"];
  readonly getObject?: AwsApis["s3"]["getObject"];
}

/** Waits for one role, and says what was called as it. */
async function wait(answers: Answers, seconds = 1, probed: Probed = role) {
  const { sts, s3, ...others } = account().apis;
  const Credentials = { AccessKeyId: "ASIA", SecretAccessKey: "s", SessionToken: "t", Expiration: new Date(0) };
  const called: string[] = [];
  const noted = (name: string, answer: () => Promise<unknown>) => async () => {
    called.push(name);
    return (await answer()) as object;
  };
  const list = answers.listObjectsV2 ?? (async () => ({}));
  const get = answers.getObject ?? (async () => ({}));
  const late = await waitForRoles(
    [probed],
    async (credentials) => ({
      ...others,
      sts: { ...sts, assumeRole: answers.assumeRole ?? (async () => ({ Credentials })) },
      s3: {
        ...s3,
        listObjectsV2: noted(`${credentials?.accessKeyId} lists`, () => list({ Bucket: "" })),
        getObject: noted(`${credentials?.accessKeyId} reads`, () => get({ Bucket: "", Key: "" })),
      },
    }),
    { seconds, firstPauseMs: 1, signal: new AbortController().signal },
    () => undefined,
  );
  return { late, called };
}

/** Denied so many times, then answered. */
function after<T>(times: number, answer: T) {
  let left = times;
  return () => (left-- > 0 ? denied() : Promise.resolve(answer));
}

it("a role is ready that can be taken and sees that there is no state yet", async () => {
  expect(await wait({})).toEqual({ late: [], called: ["ASIA lists"] });
});

it("a role is ready that reads the state, which needs its key as well", async () => {
  const Contents = [{ Key: "apps.tfstate" }, { Key: "apps.tfstate.tflock" }];
  expect(await wait({ listObjectsV2: async () => ({ Contents }) })).toEqual({
    late: [],
    called: ["ASIA lists", "ASIA reads"],
  });
});

it("what is refused at first is tried again: the role, the bucket, the key", async () => {
  const Contents = [{ Key: "apps.tfstate" }];
  const { late, called } = await wait({
    listObjectsV2: after(2, { Contents }),
    getObject: after(1, {}),
  });
  expect(late).toEqual([]);
  expect(called).toEqual(["ASIA lists", "ASIA lists", "ASIA lists", "ASIA reads", "ASIA lists", "ASIA reads"]);
});

it("patience ends, with what AWS said last", async () => {
  const { late } = await wait({ assumeRole: denied }, 0.02);
  expect(late).toEqual([{ ...role, said: "not authorized to perform: sts:AssumeRole" }]);
});

it("any other error ends it at once", async () => {
  const assumeRole = () => Promise.reject(awsError("ExpiredToken", "the token has expired"));
  await expect(wait({ assumeRole })).rejects.toThrow("the token has expired");
});

it("as the caller no role is taken, and the caller's own credentials are tried until they do", async () => {
  const { roleArn: _, ...caller } = { ...role, role: "caller" as const };
  const answers = { assumeRole: denied, listObjectsV2: after(1, {}) };
  expect(await wait(answers, 1, caller)).toEqual({ late: [], called: ["undefined lists", "undefined lists"] });
});

it.each([
  [
    ["ready", "--as-caller"],
    "platform ready: --as-caller is for one stack, as in ready apps --as-caller; npx platform ready --help shows its usage\n",
  ],
  [
    ["ready", "app"],
    "platform ready: there is no stack app, did you mean apps? npx platform ready --help shows its usage\n",
  ],
  [
    ["ready", "--timeout", "soon"],
    "platform ready: --timeout takes whole seconds, as in 300, not soon; npx platform ready --help shows its usage\n",
  ],
])("%j is refused in one line", async (args, error) => {
  expect(await dispatch(commands, args, { ENVIRONMENT: "example-s3" })).toEqual({ output: "", error, exitCode: 1 });
});

it("a role to take and the caller's own are not tried at once", async () => {
  const shell = { ENVIRONMENT: "example-s3", DEPLOY_AS: "plan" };
  const { error, exitCode } = await dispatch(commands, ["ready", "apps", "--as-caller"], shell);
  expect({ error, exitCode }).toEqual({
    error: "platform ready: choose one of DEPLOY_AS and --as-caller; npx platform ready --help shows its usage\n",
    exitCode: 1,
  });
});

it("where workspaces take the roles, nobody else can try them", async () => {
  const { error } = await dispatch(commands, ["ready"], { ENVIRONMENT: "example-hcp" });
  expect(error).toBe(
    "platform ready: in example-hcp HCP Terraform takes the roles, and nobody else may: start a plan there instead.\n",
  );
});

it("the help has an example and the exit codes", async () => {
  const { output } = await dispatch(commands, ["ready", "--help"], {});
  for (const part of ["Example: npx platform ready", "Exit code: 0"]) expect(output).toContain(part);
});

it.each([
  [1, "1 role answers.\n"],
  [18, "18 roles answer.\n"],
])("says that %i answered", (roles, text) => expect(answeredText(roles)).toBe(text));
