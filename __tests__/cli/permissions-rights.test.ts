import { differences } from "../../cli/permissions/difference";
import { differenceMarkdown } from "../../cli/permissions/difference-markdown";
import { differenceText } from "../../cli/permissions/difference-text";
import type { Role } from "../../cli/permissions/roles";
import { policyDocument, type Statement } from "../../constructs/identity/policy-document";
import type { Waiting } from "../../constructs/ledger/waiting";

const subnet = "arn:aws:ec2:eu-central-1:111122223333:subnet/*";
const bucket = (name: string) => `arn:aws:s3:::${name}`;

const statement = (one: Partial<Statement>): Statement => ({
  Effect: "Allow",
  Action: ["ec2:CreateSubnet"],
  Resource: [subnet],
  ...one,
});

const role = (parts: Partial<Record<"policy" | "boundary" | "trust", Partial<Statement>[]>>): Role => ({
  stack: "apps",
  role: "apply",
  roleArn: "arn:aws:iam::111122223333:role/apps-apply",
  policies: [{ name: "network", document: policyDocument(...(parts.policy ?? []).map(statement)) }],
  boundary: policyDocument(...(parts.boundary ?? []).map(statement)),
  trust: policyDocument(...(parts.trust ?? []).map(statement)),
});

/** `gained` and `lost` of one role, each right as `source effect action resource condition`. */
function compared(before: Parameters<typeof role>[0], after: Parameters<typeof role>[0]) {
  const [found] = differences([role(before)], [role(after)]);
  const flat = (side: "gained" | "lost") =>
    (found?.[side] ?? []).flatMap(({ source, effect, actions, resources, conditions }) => {
      return `${source} ${effect} ${actions.join(",")} ${resources.join(",")} ${JSON.stringify(conditions)}`;
    });
  return { gained: flat("gained"), lost: flat("lost") };
}

const same = { gained: [], lost: [] };

describe("what a role gains", () => {
  it("is each action on each resource that it did not have", () => {
    const before = { policy: [{}] };
    const after = { policy: [{ Action: ["ec2:CreateSubnet", "ec2:DeleteSubnet"] }] };
    const right = `policy Allow ec2:DeleteSubnet ${subnet} {}`;
    expect(compared(before, after)).toEqual({ gained: [right], lost: [] });
    expect(compared(after, before)).toEqual({ gained: [], lost: [right] });
  });

  it("does not depend on how statements are cut and ordered", () => {
    const two = { policy: [{ Action: ["s3:A"] }, { Action: ["s3:B"] }] };
    expect(compared(two, { policy: [{ Action: ["s3:B", "s3:A"] }] })).toEqual(same);
  });

  it("is the value that a condition took on, and nothing else", () => {
    const services = (...value: string[]) => ({
      policy: [{ Condition: { StringEquals: { "iam:PassedToService": value } } }],
    });
    expect(compared(services("a"), services("b", "a"))).toEqual({
      gained: [`policy Allow ec2:CreateSubnet ${subnet} {"StringEquals":{"iam:PassedToService":"b"}}`],
      lost: [],
    });
  });

  it("is everything where a condition went away, and nothing where one was added", () => {
    const bound = { policy: [{ Condition: { StringEquals: { "aws:RequestTag/a": "b" } } }] };
    const free = { policy: [{}] };
    expect(compared(bound, free).gained).toEqual([`policy Allow ec2:CreateSubnet ${subnet} {}`]);
    expect(compared(free, bound).gained).toEqual([]);
    expect(compared(free, bound).lost).toHaveLength(1);
  });

  it("is nothing in negated conditions that forbid more", () => {
    const not = (...value: string[]) => ({
      policy: [{ Condition: { "ForAllValues:StringNotEquals": { "aws:TagKeys": value } } }],
    });
    expect(compared(not("a", "b"), not("b", "a"))).toEqual(same);
    expect(compared(not("a", "b"), not("a")).gained).toHaveLength(1);
  });

  it.each([
    ["arn:aws:s3:::states-*", "arn:aws:s3:::states-apps"],
    ["arn:aws:s3:::states-*", "arn:aws:s3:::states-apps-*"],
    ["*", "arn:aws:s3:::states"],
    ["arn:aws:rds:eu:1:*:a", "arn:aws:rds:eu:1:db:x:a"],
  ])("is nothing when %s becomes %s", (wide, narrow) => {
    const on = (resource: string) => ({ policy: [{ Resource: [resource] }] });
    expect(compared(on(wide), on(narrow)).gained).toEqual([]);
    expect(compared(on(narrow), on(wide)).gained).toHaveLength(1);
  });

  it.each([
    ["a wildcard in an early part of an ARN ends at the colon", "arn:aws:s3:*:b", "arn:aws:s3:x:y:b"],
    ["? stands for one character", "arn:aws:s3:::b?", "arn:aws:s3:::b*"],
    ["a dot stands for itself", "arn:aws:s3:::a.b*", "arn:aws:s3:::aXb"],
  ])("covers no more than IAM's patterns do: %s", (_, wide, narrow) => {
    const on = (resource: string) => ({ policy: [{ Resource: [resource] }] });
    expect(compared(on(wide), on(narrow)).gained).toHaveLength(1);
  });

  it("is a prohibition that went away, or has one more exception", () => {
    const denied = { boundary: [{ Effect: "Deny" as const }] };
    expect(compared(denied, {}).gained).toEqual([`boundary Deny ec2:CreateSubnet ${subnet} {}`]);
    expect(compared({}, denied)).toEqual({ gained: [], lost: [`boundary Deny ec2:CreateSubnet ${subnet} {}`] });
    const allBut = (...NotAction: string[]) => ({
      boundary: [{ Effect: "Deny" as const, Action: undefined, NotAction }],
    });
    expect(compared(allBut("iam:*"), allBut("iam:*", "sts:*")).gained).toHaveLength(1);
    expect(compared(allBut("iam:Get*"), allBut("iam:*")).gained).toHaveLength(1);
  });

  it("is who may assume it", () => {
    const trusted = (...AWS: string[]) => ({
      trust: [{ Action: ["sts:AssumeRole"], Resource: undefined, Principal: { AWS } }],
    });
    expect(compared(trusted("a"), trusted("a", "b"))).toEqual({
      gained: ["trust Allow sts:AssumeRole AWS b {}"],
      lost: [],
    });
  });

  it("is all of a new role, and a role that is gone loses all", () => {
    const one = role({ policy: [{}], boundary: [{}] });
    expect(differences([], [one])[0]).toMatchObject({ state: "new", counts: { gained: 2, lost: 0 } });
    expect(differences([one], [])[0]).toMatchObject({ state: "removed", counts: { gained: 0, lost: 2 } });
    expect(differences([one], [role({})])[0]?.state).toBeUndefined();
  });
});

describe("the comparison", () => {
  const home = { region: "eu-central-1", accountId: "111122223333" };
  const comparison = (resources: readonly string[], waiting: readonly Waiting[] = []) => {
    const after = role({ policy: [{ Action: ["s3:GetObject"], Resource: resources }] });
    const roles = differences([role({ policy: [{}] })], [after]);
    return { environment: "demo", ref: "main", commit: "0123456789", roles, waiting };
  };

  it("is readable in a terminal", () => {
    expect(differenceText(comparison([bucket("a"), bucket("b")]), home)).toBe(
      [
        "Permissions of demo against main (0123456). 1 role changes: rights gained 2, lost 1.",
        "",
        "apps, apply role",
        "                    actions           on        if",
        "+ allows            s3:GetObject      a",
        "                                      b",
        "- no longer allows  ec2:CreateSubnet  subnet/*",
        "",
      ].join("\n"),
    );
  });

  const held: Waiting = {
    stack: "identity",
    address: "aws_iam_role.web",
    state: "held back",
    usedBy: ["apps aws_eks_pod_identity_association.web", "apps kubernetes_deployment_v1.web"],
  };
  const leaving: Waiting = { stack: "apps", address: "kubernetes_deployment_v1.web", state: "leaves", usedBy: [] };

  it("ends with what waits to be retired", () => {
    expect(
      differenceText(comparison([], [held, leaving]), home)
        .split("\n")
        .slice(-5),
    ).toEqual([
      "Held back for a second pass, since what is deployed still uses it:",
      "  identity aws_iam_role.web, used by apps aws_eks_pod_identity_association.web and 1 more",
      "Waiting to be retired; the rights to remove it are kept until then:",
      "  apps kubernetes_deployment_v1.web",
      "",
    ]);
    expect(differenceMarkdown(comparison([], [held, leaving]), home)).toContain(
      "| identity | `aws_iam_role.web` | held back | `apps aws_eks_pod_identity_association.web` and 1 more |",
    );
  });

  it("is a table for a pull request, in which stars stay stars and bars end no cell", () => {
    const markdown = differenceMarkdown(comparison([bucket("a|b*")]), home);
    expect(markdown).toContain("| apps | apply | 1 | 1 |");
    expect(markdown).toContain("| `+` | allows | `s3:GetObject` | `a\\|b*` |  |");
  });

  it("leaves out the rights where a comment could not hold them", () => {
    const many = Array.from({ length: 3000 }, (_, index) => bucket(`a-rather-long-name-${index}`));
    const markdown = differenceMarkdown(comparison(many), home);
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toContain("| apps | apply | 3000 | 1 |");
    expect(markdown).toContain("npx platform permissions diff main");
  });
});
