import { endpointPolicy } from "../../../constructs/network/endpoint-policies";
import { type InterfaceService, interfaceServices } from "../../../constructs/network/endpoint-services";
import type { PerimeterProps } from "../../../constructs/network/perimeter";
import { s3EndpointPolicy } from "../../../constructs/network/s3-endpoint-policy";
import { type Call, decide } from "../identity/support/iam";

const own = "111122223333";
const other = "999900001111";
const perimeter: PerimeterProps = { accountId: own, region: "eu-central-1", partition: "aws" };

/** What the endpoint answers to a call of an account, on a resource of an account where the action has one. */
function verdict(service: InterfaceService | "s3", call: Omit<Call, "context">, caller?: string, owner?: string) {
  const context = {
    ...(caller && { "aws:PrincipalAccount": caller }),
    ...(owner && { "aws:ResourceAccount": owner }),
  };
  const document = service === "s3" ? s3EndpointPolicy(perimeter) : endpointPolicy(service, perimeter);
  return decide([document], { ...call, context });
}

const any: Call = { action: "kms:Decrypt", resource: "arn:aws:kms:eu-central-1:111122223333:key/a" };

describe.each(interfaceServices)("the endpoint of %s", (service) => {
  it("lets the account's principals to the account's resources, and to what has no account", () => {
    expect(verdict(service, any, own, own)).toBe("allowed");
    expect(verdict(service, { action: `${service}:DescribeAll`, resource: "*" }, own)).toBe("allowed");
  });

  it("lets nobody else through, whosever the resource is", () => {
    expect(verdict(service, any, other, own)).toBe("denied");
    expect(verdict(service, any, other, other)).toBe("denied");
    expect(verdict(service, any, undefined, own)).toBe("denied");
  });

  it("lets the account's principals to nothing of another account", () => {
    const { resource } = any;
    expect(verdict(service, { ...any, resource: resource.replace(own, other) }, own, other)).toBe("denied");
  });

  it("is open to any principal that its conditions let through: an endpoint can't name roles", () => {
    const { Statement } = endpointPolicy(service, perimeter);
    expect(Statement.map(({ Principal }) => Principal)).toEqual(Statement.map(() => ({ AWS: ["*"] })));
    // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
    expect(JSON.stringify({ Statement }).length).toBeLessThan(20_480);
  });
});

describe("what nodes need of AWS passes", () => {
  const image = (account: string): Call => ({
    action: "ecr:BatchGetImage",
    resource: `arn:aws:ecr:eu-central-1:${account}:repository/amazon-k8s-cni`,
  });

  it.each(["ecr.api", "ecr.dkr"] as const)("pulls of add-on images by %s, and of no other account's", (service) => {
    expect(verdict(service, image("602401143452"), own, "602401143452")).toBe("allowed");
    expect(verdict(service, image(other), own, other)).toBe("denied");
    expect(verdict(service, image("602401143452"), other, "602401143452")).toBe("denied");
  });

  it.each(["ecr.api", "ecr.dkr"] as const)("pulls of GuardDuty's agent by %s, where nodes carry it", (service) => {
    const watched = endpointPolicy(service, { ...perimeter, runtimeMonitoring: true });
    const pull = (account: string, caller = own) => {
      const context = { "aws:PrincipalAccount": caller, "aws:ResourceAccount": account };
      return decide([watched], { ...image(account), context });
    };
    expect([pull("409493279830"), pull("602401143452"), pull(other)]).toEqual(["allowed", "allowed", "denied"]);
    expect(pull("409493279830", other)).toBe("denied");
    expect(verdict(service, image("409493279830"), own, "409493279830")).toBe("denied");
  });

  it("pulls of GuardDuty's agent from the add-ons' registry alone, where GuardDuty has none of its own", () => {
    const region = "mx-central-1";
    const [watched, unwatched] = [true, false].map((runtimeMonitoring) =>
      endpointPolicy("ecr.dkr", { ...perimeter, region, runtimeMonitoring }),
    );
    expect(watched).toEqual(unwatched);
    expect(JSON.stringify(watched)).toContain("arn:aws:ecr:mx-central-1:730335286997:repository/*");
  });

  it.each(["ecr.api", "ecr.dkr"] as const)("but no push to the add-ons' registry by %s", (service) => {
    const push = { ...image("602401143452"), action: "ecr:PutImage" };
    expect(verdict(service, push, own, "602401143452")).toBe("denied");
  });

  it("instances of AWS's machine images, whose ARNs name no account", () => {
    const start = (type: string): Call => ({
      action: "ec2:RunInstances",
      resource: `arn:aws:ec2:eu-central-1::${type}/a`,
    });
    expect(verdict("ec2", start("image"), own, "amazon")).toBe("allowed");
    expect(verdict("ec2", start("snapshot"), own, "amazon")).toBe("allowed");
    expect(verdict("ec2", { ...start("image"), action: "ec2:ModifyImageAttribute" }, own, other)).toBe("denied");
  });

  it("public parameters, and none of another account's own", () => {
    const get = (parameter: string): Call => ({ action: "ssm:GetParameter", resource: parameter });
    const newest = "arn:aws:ssm:eu-central-1::parameter/aws/service/eks/optimized-ami/1.35/recommended/image_id";
    expect(verdict("ssm", get(newest), own, "amazon")).toBe("allowed");
    const foreign = `arn:aws:ssm:eu-central-1:${other}:parameter/aws/service/a`;
    expect(verdict("ssm", get(foreign), own, other)).toBe("denied");
  });

  it("runners that become a role of this account by their token, before they have a principal", () => {
    const become = (account: string): Call => ({
      action: "sts:AssumeRoleWithWebIdentity",
      resource: `arn:aws:iam::${account}:role/strata/demo/deployers/strata-demo-apps-plan`,
    });
    expect(verdict("sts", become(own), undefined, own)).toBe("allowed");
    expect(verdict("sts", become(other), undefined, other)).toBe("denied");
    expect(verdict("sts", { ...become(own), action: "sts:AssumeRole" }, undefined, own)).toBe("denied");
  });

  it("layers of images by S3, which carry a presigned request of AWS's own, and are read only", () => {
    const layer: Call = {
      action: "s3:GetObject",
      resource: "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/a",
    };
    expect(verdict("s3", layer, "602401143452", "602401143452")).toBe("allowed");
    expect(verdict("s3", { ...layer, action: "s3:PutObject" }, own, "602401143452")).toBe("denied");
  });
});

it("lets nothing out to a bucket of somebody else's, the way by which data leaves", () => {
  const put: Call = { action: "s3:PutObject", resource: "arn:aws:s3:::somebodys-bucket/a" };
  expect(verdict("s3", put, own, own)).toBe("allowed");
  expect(verdict("s3", put, own, other)).toBe("denied");
  expect(verdict("s3", put, other, own)).toBe("denied");
});

it("lets the account's principals to the accounts that the environment names as well", () => {
  const wider = endpointPolicy("ecr.api", { ...perimeter, reachable: { accounts: [other] } });
  const pull = { action: "ecr:BatchGetImage", resource: `arn:aws:ecr:eu-central-1:${other}:repository/a` };
  const context = { "aws:PrincipalAccount": own, "aws:ResourceAccount": other };
  expect(decide([wider], { ...pull, context })).toBe("allowed");
});
