import { createdText, lookText } from "../../../cli/demo/demo-text";
import type { Scope } from "../../../cli/demo/scope";
import { loadEnvironment } from "../../../environments/load";

const run = {
  stack: "identity",
  role: "root administrator",
  made: { aws_iam_policy: 2, aws_iam_role: 12 },
  state: "s3://states-identity/identity.tfstate",
  leftOver: [],
  seconds: 3.14,
} as const;

it("shows stack by stack who made how much of what, and where its state lies", () => {
  expect(
    createdText([run, { ...run, stack: "apps", role: "strata-demo-apps-apply", made: {}, leftOver: ["aws_vpc.a"] }]),
  ).toBe(
    `stack     applied by              resources  second plan  state                                  seconds
identity  root administrator             14  empty        s3://states-identity/identity.tfstate      3.1
apps      strata-demo-apps-apply          0  1 changes    s3://states-identity/identity.tfstate      3.1

identity: 12 aws_iam_role, 2 aws_iam_policy
apps: nothing

The second plan of apps would change:
  aws_vpc.a`,
  );
});

describe("what runs on", () => {
  const emulator = { endpoint: "https://127.0.0.1:4567", caBundle: "/tmp/d/emulator/ca.pem" };
  const environment = { ...loadEnvironment("demo"), state: { kind: "s3" as const }, emulator };
  const workplace = { folder: "/tmp/d", checkout: "/tmp/d/checkout", emulator: "/tmp/d/emulator" };
  const look = (scope: Scope) => lookText(environment, workplace, scope);

  it("is looked at with the aws command and the platform's own, and ended by removing its folder", () => {
    const text = look({ kind: "stand-ins" });
    expect(text).toContain(
      "export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=eu-central-1 AWS_CA_BUNDLE=/tmp/d/emulator/ca.pem ENVIRONMENT=demo\n",
    );
    expect(text).toContain("aws --endpoint-url https://127.0.0.1:4567 iam list-roles --path-prefix /strata/demo/");
    expect(text).toContain("--bucket strata-demo-111122223333-apps\n  aws");
    expect(text).toContain("cd /tmp/d/checkout && npx platform plan apps\n");
    expect(text).toMatch(/leave nothing behind:\n {2}rm -r \/tmp\/d$/);
    expect(text).not.toContain("Take out of the cluster");
  });

  it("is planned without a cluster where there is none", () =>
    expect(look({ kind: "aws-part", asked: true })).toContain("npx platform plan apps --aws-only\n"));

  it("is taken out of a cluster of the user's before", () =>
    expect(
      look({ kind: "named-cluster", cluster: { file: "/tmp/kind.yaml", server: "https://127.0.0.1:6443" } }),
    ).toContain(
      "Take out of the cluster what was made there:\n  cd /tmp/d/checkout/cdktf.out/stacks && for stack in apps ",
    ));
});
