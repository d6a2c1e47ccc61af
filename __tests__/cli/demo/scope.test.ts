import { cannotMakeText } from "../../../cli/demo/cannot-make";
import { leavesObjects, scopeOf, scopeText } from "../../../cli/demo/scope";

const cluster = { file: "/tmp/kind.yaml", server: "https://127.0.0.1:6443" };
const nothing = { standIns: false, awsOnly: false, cluster: undefined, docker: false };

it.each([
  ["nothing that runs a cluster", {}, { kind: "aws-part", asked: false }],
  ["Docker", { docker: true }, { kind: "docker" }],
  ["a kubeconfig, before Docker", { docker: true, cluster }, { kind: "named-cluster", cluster }],
  ["stand-ins, which need no cluster", { standIns: true, docker: true }, { kind: "stand-ins" }],
  ["a kubeconfig, also for stand-ins", { standIns: true, cluster }, { kind: "named-cluster", cluster }],
  [
    "the wish for AWS alone, before all",
    { standIns: true, docker: true, awsOnly: true },
    { kind: "aws-part", asked: true },
  ],
])("goes by %s", (_, found, scope) => expect(scopeOf({ ...nothing, ...found })).toEqual(scope));

it("says that the cluster is missing where it is", () =>
  expect(scopeText({ kind: "aws-part", asked: false }, false)).toBe(
    "The emulator does not enforce IAM here: it is told less of a request than IAM is, such as tags at creation in EC2, and would refuse what AWS allows. Each stack takes its own role all the same.\nThere is no Docker with the aws command and no --kubeconfig, so only what lies in AWS is made.",
  ));

it("says of somebody's cluster what is made there, and takes it out again", () => {
  const scope = { kind: "named-cluster", cluster } as const;
  expect(scopeText(scope, true)).toBe(
    "The providers here are stand-ins that call no AWS: states, locks, roles and rights are real in the emulator, and what the stacks make is made up.\nWhat lies in the cluster is made at https://127.0.0.1:6443, as /tmp/kind.yaml logs in, and is removed again.\nCharts are left out, since their controllers need AWS itself, and no pod is waited for, since the emulated registry has no images.",
  );
  expect(leavesObjects(scope)).toBe(true);
  expect(leavesObjects({ kind: "docker" })).toBe(false);
});

it("says what the emulator can't make, and nothing where it makes all", () => {
  expect(cannotMakeText(["aws_vpc", "aws_network_acl", "aws_guardduty_detector"])).toBe(
    [
      "MiniStack 1.5.33 can't make these, so they are left out:",
      "  aws_guardduty_detector: it does not know GuardDuty",
      "  aws_network_acl: it does not know ReplaceNetworkAclAssociation on a new subnet",
    ].join("\n"),
  );
  expect(cannotMakeText(["aws_vpc", "kubernetes_namespace_v1"])).toBeUndefined();
});
