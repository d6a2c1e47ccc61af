import { ecr } from "../../../../constructs/permissions/catalogue/ecr";
import { lintOf, notGranted, tags, unlimited, verdictOn } from "./storage-needs";

const arn = (service: string, thing: string) => `arn:aws:${service}:eu-central-1:111122223333:${thing}`;
const repository = (name: string) => arn("ecr", `repository/${name}`);
const can = (action: string, resource: string, context = {}) => verdictOn(ecr, { action, resource, context });

it("grants every call that the provider was seen making", () => expect(notGranted(ecr)).toEqual([]));

it("agrees with AWS's service authorization data", async () => expect(await lintOf(ecr)).toEqual([]));

it("writes on no more than AWS lets nobody narrow, each with its reason", () => {
  expect(unlimited(ecr)).toEqual({
    "ecr:CreatePullThroughCacheRule": true,
    "ecr:CreateRepositoryCreationTemplate": true,
    "ecr:DeletePullThroughCacheRule": true,
    "ecr:DeleteRepositoryCreationTemplate": true,
    "ecr:PutRegistryScanningConfiguration": true,
    "ecr:UpdatePullThroughCacheRule": true,
    "ecr:UpdateRepositoryCreationTemplate": true,
    "inspector2:Disable": true,
    "inspector2:Enable": true,
    // It reads, like all lists on nothing narrower.
    "inspector2:ListAccountPermissions": false,
  });
});

it("makes and sets up repositories of this environment, copies among them", () => {
  for (const name of ["strata-demo/storefront/web", "strata-demo/quay.io/prometheus/node-exporter"]) {
    expect(can("ecr:CreateRepository", repository(name), tags("RequestTag"))).toBe("allowed");
    expect(can("ecr:PutLifecyclePolicy", repository(name), tags("ResourceTag"))).toBe("allowed");
  }
  expect(can("ecr:CreateRepository", repository("strata-prod/quay.io/x"), tags("RequestTag"))).toBe("denied");
});

it("hands over the one role by which ECR makes repositories, to ECR", () => {
  const role = (name: string) => `arn:aws:iam::111122223333:role/strata/demo/services/strata-demo-svc-${name}`;
  const pass = (name: string, to: string) => can("iam:PassRole", role(name), { "iam:PassedToService": to });
  expect(pass("image-cache", "ecr.amazonaws.com")).toBe("allowed");
  expect(pass("image-cache", "ec2.amazonaws.com")).toBe("denied");
  expect(pass("flow-logs", "ecr.amazonaws.com")).toBe("denied");
});

it("turns Inspector on by ECR's call, and not by hand", () => {
  expect(can("inspector2:Enable", "*", { "aws:ViaAWSService": "true" })).toBe("allowed");
  expect(can("inspector2:Enable", "*")).toBe("denied");
});

it("reads no credentials of a registry", () => {
  const secret = arn("secretsmanager", "secret:ecr-pullthroughcache/github-AbCdEf");
  expect(can("secretsmanager:GetSecretValue", secret)).toBe("denied");
});

it("touches no image", () => {
  for (const verb of ["BatchGetImage", "PutImage", "BatchDeleteImage", "GetDownloadUrlForLayer"]) {
    expect(can(`ecr:${verb}`, repository("strata-demo/storefront/web"), tags("ResourceTag"))).toBe("denied");
  }
});
