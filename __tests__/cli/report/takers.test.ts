import { takersOf } from "../../../cli/report/model/takers";
import type { Statement } from "../../../constructs/identity/policy-document";
import { reportOn } from "./support";

const { roles } = reportOn("demo");
const root = (account: string) => `arn:aws:iam::${account}:root`;
const nobody = { people: [], repositories: [], accounts: [], services: [] };

describe("who from outside may take a role", () => {
  const takers = new Map(takersOf(roles).map(({ role, ...others }) => [role, others]));

  it("are people and jobs of pipelines", () => {
    expect(takers.get("apps-apply")).toEqual({
      ...nobody,
      people: [
        "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_PlatformRoot_*",
      ],
      repositories: ["repo:tideline-outdoor/platform:environment:demo-apps-apply"],
      accounts: ["111122223333"],
    });
  });

  it("are other accounts", () => {
    const auditor = takers.get("people-auditor");
    expect(auditor?.people).toContain("arn:aws:iam::444455556666:role/audit/config-collector");
    expect(auditor?.accounts).toEqual(["111122223333", "444455556666"]);
  });

  it("are services, and no roles of ours", () => {
    expect(takers.get("eks-node")).toEqual({ ...nobody, services: ["ec2.amazonaws.com"] });
    expect(takers.get("ctl-velero")).toEqual({ ...nobody, services: ["pods.eks.amazonaws.com"] });
    expect(roles.map(({ key }) => key)).toContain("sec-storefront");
    expect(takers.has("sec-storefront")).toBe(false);
  });
});

describe("a trust policy", () => {
  const taken = (statement: Partial<Statement>) => {
    const Statement = [{ Effect: "Allow" as const, Action: ["sts:AssumeRole"], ...statement }];
    const trust = { Version: "2012-10-17" as const, Statement };
    return takersOf(roles.map((role) => (role.key === "eks-node" ? { ...role, trust } : role))).find(
      ({ role }) => role === "eks-node",
    );
  };

  it.each([
    ["an account", { AWS: [root("999988887777")] }, "999988887777"],
    ["an account by its number", { AWS: ["999988887777"] }, "999988887777"],
    ["all the world", { AWS: ["*"] }, "everybody"],
  ])("that names %s lets in everybody there", (_, Principal, account) => {
    expect(taken({ Principal })).toMatchObject({ people: [], accounts: [account] });
  });

  it("is narrowed by the principals that it names, and by none that it refuses", () => {
    const Principal = { AWS: ["*"] };
    const arn = "arn:aws:iam::999988887777:role/deploy";
    const named = taken({ Principal, Condition: { ArnLike: { "aws:PrincipalArn": arn } } });
    expect(named).toMatchObject({ people: [arn], accounts: ["999988887777"] });
    const refused = taken({ Principal, Condition: { ArnNotLike: { "aws:PrincipalArn": arn } } });
    expect(refused).toMatchObject({ people: [], accounts: ["everybody"] });
  });

  it("without a subject lets in whomever the provider gives a token", () => {
    const Principal = { Federated: "arn:aws:iam::111122223333:oidc-provider/gitlab.com" };
    expect(taken({ Principal })?.repositories).toEqual(["everybody of gitlab.com"]);
  });

  it("that denies lets in nobody", () => {
    expect(taken({ Effect: "Deny", Principal: { AWS: ["*"] } })).toBeUndefined();
  });
});
