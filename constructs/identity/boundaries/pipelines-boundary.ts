import { allow, type PolicyDocument, policyDocument } from "../policy-document";
import type { BoundaryContext } from "./boundary-context";
import { at } from "./own";
import { environmentsApart, noRoleChaining, stayInRegion } from "./protections";

/** Pipelines of app teams: they push images of this environment and find its cluster, where Kubernetes says the rest. */
export function pipelinesBoundary(context: BoundaryContext): PolicyDocument {
  const { names, region } = context;
  const pushes = [
    "BatchCheckLayerAvailability",
    "BatchGetImage",
    "CompleteLayerUpload",
    "DescribeImages",
    "DescribeImageScanFindings",
    "GetDownloadUrlForLayer",
    "InitiateLayerUpload",
    "ListImages",
    "PutImage",
    "UploadLayerPart",
  ];
  return policyDocument(
    allow("LogIn", "ecr:GetAuthorizationToken", "*"),
    allow(
      "Images",
      pushes.map((action) => `ecr:${action}`),
      at(context, "ecr", `repository/${names.prefix}/*`),
    ),
    allow("FindCluster", "eks:DescribeCluster", at(context, "eks", `cluster/${names.cluster}`)),
    environmentsApart(context),
    noRoleChaining,
    stayInRegion([region]),
  );
}
