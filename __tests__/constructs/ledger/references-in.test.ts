import { belongings } from "../../../constructs/ledger/belongings";
import { referencesIn } from "../../../constructs/ledger/references-in";

it("references are found in expressions, at any depth, and in depends_on", () => {
  const body = {
    role: "${aws_iam_role.web_role.name}",
    nested: [{ value: '${jsonencode([data.aws_vpc.mine.id, aws_subnet.a["x"].id])}' }],
    depends_on: ["aws_eks_addon.cni"],
    subnet_ids: ['${data.terraform_remote_state.managed-infrastructure.outputs.private_subnet_ids["eu-central-1a"]}'],
    endpoint: "${data.terraform_remote_state.kubernetes-cluster.outputs.cluster_endpoint}",
    role_arn: "arn:aws:iam::111122223333:role/strata/demo/apps/x/web",
  };
  expect(referencesIn(body)).toEqual({
    addresses: ["aws_iam_role.web_role", "data.aws_vpc.mine", "aws_subnet.a", "aws_eks_addon.cni"],
    outputs: [
      { stack: "managed-infrastructure", output: "private_subnet_ids", key: "eu-central-1a" },
      { stack: "kubernetes-cluster", output: "cluster_endpoint" },
    ],
    arns: ["arn:aws:iam::111122223333:role/strata/demo/apps/x/web"],
    texts: ["arn:aws:iam::111122223333:role/strata/demo/apps/x/web"],
  });
});

it("plain text that looks like an address is none", () => {
  expect(referencesIn({ description: "as in aws_iam_role.web_role" }).addresses).toEqual([]);
});

describe("what belongs to a thing", () => {
  const elements = [
    { address: "aws_iam_role.web", body: {} },
    { address: "aws_iam_policy.web", body: {} },
    {
      address: "aws_iam_role_policy_attachment.web",
      body: { role: "${aws_iam_role.web.name}", policy_arn: "${aws_iam_policy.web.arn}" },
    },
    { address: "aws_iam_role.other", body: {} },
    { address: "aws_iam_role_policy_attachment.deployers_apps_x", body: { role: "${aws_iam_role.web.name}" } },
  ];

  it("is what it refers to and what refers to it, and nothing else", () => {
    expect([...belongings(elements, new Set(["aws_iam_role.web"]))].sort()).toEqual([
      "aws_iam_policy.web",
      "aws_iam_role.web",
      "aws_iam_role_policy_attachment.web",
    ]);
  });

  it("never is a deployer's", () => {
    const found = belongings(elements, new Set(["aws_iam_role_policy_attachment.deployers_apps_x"]));
    expect([...found]).toEqual([]);
  });
});
