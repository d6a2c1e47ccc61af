import type { ResourceChange } from "@aws-sdk/client-cloudformation";
import { deploy } from "../../../cli/bootstrap/deploy";
import { CommandError } from "../../../cli/command";
import { account, awsError, emptyAccount, session, wanted } from "./support/account";

const { stack } = wanted;
const policyChange: ResourceChange = {
  Action: "Modify",
  LogicalResourceId: "IdentityStateBucketPolicy",
  ResourceType: "AWS::S3::BucketPolicy",
  Replacement: "False",
};

/** What a run is refused with, in whole. */
async function refusal(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(CommandError);
  return (error as CommandError).message;
}

describe("a run", () => {
  it("of an empty account creates, protects, and says what comes next", async () => {
    const empty = emptyAccount({ services: [] });
    const { output } = await deploy(session(empty));
    expect(output).toBe(
      `${stack}: done, 3 changes.\nNext, as root administrator: ENVIRONMENT=example-s3 npx cdktf deploy identity\n`,
    );
    expect(empty.calls).toEqual([
      "createChangeSet CREATE",
      "createServiceLinkedRole autoscaling.amazonaws.com",
      "createServiceLinkedRole spot.amazonaws.com",
      "executeChangeSet true",
      "setStackPolicy",
      "updateTerminationProtection true",
    ]);
  });

  it("shows on a terminal what would change, before it asks", async () => {
    const one = session(
      account({ changes: [policyChange, { ...policyChange, LogicalResourceId: "AppsStateBucketPolicy" }] }),
    );
    const confirm = async () => {
      expect(one.shown[0]?.split("\n")).toEqual([
        `${stack}: 2 changes`,
        "",
        "action  logical id                 type                   replacement",
        "Modify  IdentityStateBucketPolicy  AWS::S3::BucketPolicy  no",
        "Modify  AppsStateBucketPolicy      AWS::S3::BucketPolicy  no",
      ]);
      return true;
    };
    await deploy({ ...one, dialogue: { ...one.dialogue, confirm } });
    expect(one.progress).toContain(`UPDATE_COMPLETE ${stack}`);
  });

  it("protects an update before it happens", async () => {
    const one = account({ changes: [policyChange] });
    expect((await deploy(session(one))).output).toBe(`${stack}: done, 1 change.\n`);
    expect(one.calls.indexOf("setStackPolicy")).toBeLessThan(one.calls.indexOf("executeChangeSet true"));
  });

  it.each([
    "The submitted information didn't contain changes. Submit different information to create a change set.",
    "No updates are to be performed.",
  ])("of what is there already changes nothing: %s", async (reason) => {
    const one = account({ changeSet: { status: "FAILED", reason } });
    expect((await deploy(session(one))).output).toBe(`${stack}: nothing to change.\n`);
    expect(one.calls).toEqual(["createChangeSet UPDATE", "deleteChangeSet"]);
  });

  it("makes a role that is missing, and nothing else", async () => {
    const one = account({ services: ["autoscaling.amazonaws.com"] });
    const shown = session(one);
    await deploy(shown);
    expect(shown.shown[0]).toContain("Add     AWSServiceRoleForEC2Spot  service-linked role of the account  -");
    expect(one.calls).not.toContain("executeChangeSet true");
    expect(one.state.services).toContain("spot.amazonaws.com");
  });

  it("takes no harm from a role that somebody else makes meanwhile", async () => {
    const one = account({ services: ["autoscaling.amazonaws.com"] });
    const createServiceLinkedRole = async () => {
      throw awsError(
        "InvalidInputException",
        "Service role name AWSServiceRoleForEC2Spot has been taken in this account",
      );
    };
    const { apis } = one;
    await deploy(session(one, { aws: { ...apis, iam: { ...apis.iam, createServiceLinkedRole } } }));
  });

  it("without anybody to ask calls nothing", async () => {
    const one = emptyAccount();
    const { confirm: _, ...silent } = session(one).dialogue;
    expect(await refusal(deploy(session(one, { dialogue: silent })))).toBe(
      "platform bootstrap: there is no terminal to ask on; add --yes, or look with --check",
    );
    expect(one.calls).toEqual([]);
  });

  it("that is declined leaves no stack that was not there", async () => {
    const one = emptyAccount();
    const declined = session(one);
    const dialogue = { ...declined.dialogue, confirm: async () => false };
    expect(await refusal(deploy({ ...declined, dialogue }))).toBe("platform bootstrap: nothing was changed");
    expect(one.calls).toEqual(["createChangeSet CREATE", "deleteChangeSet", "deleteStack"]);
  });
});

describe("what an earlier run has left", () => {
  it("is waited for while it goes on", async () => {
    const one = account({ statuses: ["UPDATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"] });
    const waiting = session(one);
    await deploy(waiting);
    expect(waiting.progress[0]).toBe(`${stack} is UPDATE_IN_PROGRESS: waiting until that has ended`);
    expect(waiting.progress.filter((line) => line.includes("waiting until that"))).toHaveLength(1);
  });

  it("is gone on with where it was only proposed", async () => {
    const one = emptyAccount({ statuses: ["REVIEW_IN_PROGRESS"] });
    await deploy(session(one));
    expect(one.calls.slice(0, 2)).toEqual(["createChangeSet CREATE", "executeChangeSet true"]);
  });

  it("is cleared away where it was a creation that failed", async () => {
    const one = emptyAccount({ statuses: ["ROLLBACK_COMPLETE"] });
    await deploy(session(one));
    expect(one.calls.slice(0, 2)).toEqual(["deleteStack", "createChangeSet CREATE"]);
  });

  it.each([
    [
      "UPDATE_ROLLBACK_FAILED",
      `mend what its events name, and finish with aws cloudformation continue-update-rollback --stack-name ${stack} --region eu-west-1`,
    ],
    [
      "DELETE_FAILED",
      `mend what its events name, and remove it with aws cloudformation delete-stack --stack-name ${stack} --region eu-west-1, which leaves buckets and keys`,
    ],
  ])("is told where somebody has to mend it first: %s", async (status, way) => {
    const one = account({ statuses: [status] });
    expect(await refusal(deploy(session(one)))).toBe(
      `platform bootstrap: ${stack} is ${status}, in which it can't be changed; ${way}. Then run npx platform bootstrap again.`,
    );
    expect(one.calls).toEqual([]);
  });

  it("is never made over: buckets and keys without a stack", async () => {
    const one = emptyAccount({ stores: true });
    const message = await refusal(deploy(session(one)));
    expect(message.split("\n")[0]).toBe(
      `platform bootstrap: there is no stack ${stack}, but some of what it would make:`,
    );
    expect(message).toContain("\n  KMS alias alias/strata/example-s3/state/apps\n");
    expect(message).toContain("npx platform bootstrap --adopt takes them into the stack.");
    expect(one.calls).toEqual([]);
  });

  it("counts as there where S3 says that it belongs to somebody else", async () => {
    const one = emptyAccount();
    const headBucket = async () => {
      throw awsError("Forbidden", "UnknownError");
    };
    const { apis } = one;
    const message = await refusal(deploy(session(one, { aws: { ...apis, s3: { ...apis.s3, headBucket } } })));
    expect(message).toContain("\n  bucket larkfield-states-state-access-logs\n");
  });
});

describe("a change is refused, whoever asks, that", () => {
  it.each<[string, ResourceChange, string]>([
    [
      "removes a key",
      { ...policyChange, Action: "Remove", LogicalResourceId: "AppsStateKey", ResourceType: "AWS::KMS::Key" },
      "AppsStateKey would be removed",
    ],
    [
      "replaces a bucket",
      { ...policyChange, LogicalResourceId: "AppsStateBucket", ResourceType: "AWS::S3::Bucket", Replacement: "True" },
      "AppsStateBucket would be replaced",
    ],
    [
      "replaces an alias",
      { ...policyChange, LogicalResourceId: "AppsStateKeyAlias", ResourceType: "AWS::KMS::Alias", Replacement: "True" },
      "AppsStateKeyAlias would be replaced",
    ],
  ])("%s", async (_, change, loss) => {
    const one = account({ changes: [policyChange, change] });
    const message = await refusal(deploy(session(one)));
    expect(message).toContain(`this would take states what they lie in, and is refused whoever asks:\n  ${loss}\n`);
    expect(one.calls).toEqual(["createChangeSet UPDATE", "deleteChangeSet"]);
  });

  it("perhaps replaces a bucket, by its name: and not one whose name stays", async () => {
    const perhaps: ResourceChange = {
      ...policyChange,
      LogicalResourceId: "AppsStateBucket",
      ResourceType: "AWS::S3::Bucket",
      Replacement: "Conditional",
    };
    const stays = session(account({ changes: [perhaps] }));
    await deploy(stays);
    expect(stays.shown[0]).toContain("Modify  AppsStateBucket  AWS::S3::Bucket  no");
    const template = wanted.template.replace(
      '"BucketName":"larkfield-states-apps"',
      '"BucketName":"larkfield-elsewhere-apps"',
    );
    const moves = account({ changes: [perhaps] });
    expect(await refusal(deploy(session(moves, { wanted: { ...wanted, template } })))).toContain(
      "AppsStateBucket would be replaced",
    );
  });
});

describe("a failure", () => {
  it("says on what CloudFormation failed, and not what only went with it", async () => {
    const outcome = [
      "CREATE_FAILED|AppsStateKey|The new key policy will not allow you to update the key policy in the future.",
      "CREATE_FAILED|IdentityStateKey|Resource creation cancelled",
      "ROLLBACK_IN_PROGRESS",
      "ROLLBACK_COMPLETE",
    ];
    const one = emptyAccount({ outcome });
    expect(await refusal(deploy(session(one)))).toBe(
      [
        `platform bootstrap: ${stack} ended as ROLLBACK_COMPLETE:`,
        "  CREATE_FAILED AppsStateKey: The new key policy will not allow you to update the key policy in the future.",
        "Mend that, and run npx platform bootstrap again: it goes on from whatever this run has left.",
      ].join("\n"),
    );
    expect(one.calls).not.toContain("updateTerminationProtection true");
  });

  it("of the template is told, and leaves nothing", async () => {
    const one = emptyAccount({ changeSet: { status: "FAILED", reason: "Template error: no such mapping" } });
    expect(await refusal(deploy(session(one)))).toBe(
      "platform bootstrap: CloudFormation refuses the template: Template error: no such mapping",
    );
    expect(one.calls).toEqual(["createChangeSet CREATE", "deleteChangeSet", "deleteStack"]);
  });
});

describe("an interruption", () => {
  it("before the answer leaves all as it was", async () => {
    const one = account({ changes: [policyChange] });
    const controller = new AbortController();
    const asked = session(one, { signal: controller.signal });
    const confirm = async () => {
      controller.abort();
      return true;
    };
    await expect(deploy({ ...asked, dialogue: { ...asked.dialogue, confirm } })).rejects.toThrow("aborted");
    expect(one.calls).toEqual(["createChangeSet UPDATE", "deleteChangeSet"]);
  });

  it("while CloudFormation is at it says that this goes on, and how to go on", async () => {
    const one = account({ changes: [policyChange], outcome: ["UPDATE_IN_PROGRESS"] });
    const controller = new AbortController();
    const asked = session(one, { signal: controller.signal });
    const progress = (what: string) => what.startsWith("UPDATE_IN_PROGRESS") && controller.abort();
    await expect(deploy({ ...asked, dialogue: { ...asked.dialogue, progress } })).rejects.toThrow("aborted");
    expect(asked.shown.at(-1)).toBe(
      `Interrupted. CloudFormation goes on with ${stack}; npx platform bootstrap waits for it and goes on.`,
    );
    expect(one.calls).not.toContain("deleteChangeSet");
  });
});
