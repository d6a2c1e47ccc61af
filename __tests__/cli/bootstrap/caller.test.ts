import { matchesArn } from "../../../cli/aws/arn-pattern";
import { asRootAdministrator } from "../../../cli/bootstrap/caller";
import { check } from "../../../cli/bootstrap/check";
import { deploy } from "../../../cli/bootstrap/deploy";
import { remove } from "../../../cli/bootstrap/removal";
import { account, awsError, environment, session } from "./support/account";

const sso = "arn:aws:iam::222233334444:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_PlatformRoot_";

describe("a pattern of an ARN", () => {
  it.each([
    [`${sso}*`, `${sso}0a1b`, true],
    [
      "arn:aws:iam::222233334444:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_PlatformRoot_*",
      `${sso}0a1b`,
      true,
    ],
    ["arn:aws:iam::222233334444:role/*/AWSReservedSSO_PlatformRoot_*", `${sso}0a1b`, true],
    [`${sso}?a1b`, `${sso}0a1b`, true],
    [`${sso}?`, `${sso}0a1b`, false],
    // The path belongs to the ARN: a role of this name elsewhere is somebody else's.
    [`${sso}*`, "arn:aws:iam::222233334444:role/AWSReservedSSO_PlatformRoot_0a1b", false],
    [`${sso}*`, `${sso.replace("222233334444", "999988887777")}0a1b`, false],
    [`${sso}*`, `${sso.replace(":aws:", ":aws-cn:")}0a1b`, false],
    [`${sso}*`, `${sso.toLowerCase()}0a1b`, false],
    ["arn:aws:iam::222233334444:user/root.admin", "arn:aws:iam::222233334444:user/rootXadmin", false],
  ])("%s and %s: %s", (pattern, arn, fits) => expect(matchesArn(pattern, arn)).toBe(fits));
});

describe("who bootstraps", () => {
  const as = (caller: string, change = {}) => {
    const one = account({ caller });
    return asRootAdministrator({ ...one.apis, iam: { ...one.apis.iam, ...change } }, environment);
  };
  const session_ = "arn:aws:sts::222233334444:assumed-role/AWSReservedSSO_PlatformRoot_0a1b/somebody";

  it("is found by the role behind the session, path included", async () => {
    await expect(as(session_)).resolves.toBe(`${sso}0a1b`);
  });

  it("may be a user, as IAM names it", async () => {
    const user = "arn:aws:iam::222233334444:user/root";
    const one = account({ caller: user });
    await expect(asRootAdministrator(one.apis, { ...environment, rootAdministrators: [user] })).resolves.toBe(user);
  });

  it.each([
    [
      "a session of another role",
      "arn:aws:sts::222233334444:assumed-role/AWSReservedSSO_PlatformOperator_0a1b/somebody",
    ],
    ["the root user", "arn:aws:iam::222233334444:root"],
    ["a federated user", "arn:aws:sts::222233334444:federated-user/AWSReservedSSO_PlatformRoot_0a1b"],
  ])("is not %s", async (_, caller) => {
    await expect(as(caller)).rejects.toThrow("is none of the rootAdministrators of example-s3:\n  arn:aws:iam::");
  });

  it("is told the whole of it", async () => {
    await expect(as("arn:aws:iam::222233334444:root")).rejects.toThrow(
      [
        "platform bootstrap: the caller arn:aws:iam::222233334444:root is none of the rootAdministrators of example-s3:",
        `  ${sso}*`,
        "  arn:aws:iam::222233334444:role/break-glass/platform-root",
        "Sign in as one of them.",
      ].join("\n"),
    );
  });

  it("is not a session of a role that was deleted", async () => {
    const getRole = async () => {
      throw awsError("NoSuchEntityException", "no such role");
    };
    await expect(as(session_, { getRole })).rejects.toThrow("which IAM does not know any more. Sign in anew.");
  });

  it.each([
    [
      "account",
      "arn:aws:sts::999988887777:assumed-role/AWSReservedSSO_PlatformRoot_0a1b/x",
      "account 999988887777",
      "account 222233334444",
    ],
    [
      "partition",
      "arn:aws-cn:sts::222233334444:assumed-role/AWSReservedSSO_PlatformRoot_0a1b/x",
      "partition aws-cn",
      "partition aws",
    ],
  ])("is of the environment's %s, for whatever step", async (_, caller, its, ours) => {
    for (const step of [deploy, check, remove]) {
      const one = account({ caller });
      await expect(step(session(one))).rejects.toThrow(
        `platform bootstrap: the caller ${caller} belongs to ${its}, and example-s3 to ${ours}. Sign in there, or set AWS_PROFILE.`,
      );
      expect(one.calls).toEqual([]);
    }
  });
});

it("whoever may read may check", async () => {
  const one = account({ caller: "arn:aws:sts::222233334444:assumed-role/auditor/somebody" });
  expect(await check(session(one))).toEqual({ output: "strata-example-s3-bootstrap is as example-s3 wants it.\n" });
  expect(one.calls).toEqual([]);
});
