import { peopleTrust } from "../../../constructs/identity/trust/people-trust";
import { podTrust } from "../../../constructs/identity/trust/pod-trust";
import { serviceTrust } from "../../../constructs/identity/trust/service-trust";

const sso = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Operator_*";
const user = "arn:aws:iam::111122223333:user/ada";
const elsewhere = "arn:aws:iam::444455556666:role/audit/collector";

describe("trust in people", () => {
  it("names the account and narrows it to the roles, without MFA, which SSO sessions don't show", () => {
    expect(peopleTrust([sso])).toEqual([
      {
        Sid: "Roles",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::111122223333:root"] },
        Action: ["sts:AssumeRole"],
        Condition: { ArnLike: { "aws:PrincipalArn": [sso] } },
      },
    ]);
  });

  it("demands MFA of IAM users, and of them alone", () => {
    const [roles, users] = peopleTrust([user, sso]);
    expect(roles?.Condition).toEqual({ ArnLike: { "aws:PrincipalArn": [sso] } });
    expect(users?.Condition).toEqual({
      ArnLike: { "aws:PrincipalArn": [user] },
      Bool: { "aws:MultiFactorAuthPresent": "true" },
    });
  });

  it("lets in principals of other accounts from their own account only", () => {
    const [statement] = peopleTrust([elsewhere, sso]);
    expect(statement?.Principal).toEqual({ AWS: ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"] });
  });

  it("is empty for nobody", () => expect(peopleTrust([])).toEqual([]));
});

it("trust in pods names account, cluster, namespace and service account", () => {
  const clusterArn = "arn:aws:eks:eu-central-1:111122223333:cluster/strata-prod";
  const trust = podTrust({ accountId: "111122223333", clusterArn, namespace: "shop", serviceAccount: "web" });
  expect(trust.Statement).toEqual([
    {
      Sid: "Pod",
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringEquals: {
          "aws:SourceAccount": "111122223333",
          "aws:RequestTag/kubernetes-namespace": "shop",
          "aws:RequestTag/kubernetes-service-account": "web",
        },
        ArnEquals: { "aws:SourceArn": clusterArn },
      },
    },
  ]);
});

describe("trust in services", () => {
  it("asks for whom the service acts, where the service says so", () => {
    const source = "arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/*";
    const trust = serviceTrust({
      service: "vpc-flow-logs.amazonaws.com",
      onBehalfOf: { accountId: "111122223333", source },
    });
    expect(trust.Statement[0]).toMatchObject({
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      Action: ["sts:AssumeRole"],
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": source } },
    });
  });

  it("asks nothing of services that don't say", () => {
    expect(serviceTrust({ service: "ec2.amazonaws.com" }).Statement[0]).not.toHaveProperty("Condition");
  });
});
