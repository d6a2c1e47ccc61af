import { allow } from "../policy-document";
import { defaults, network, readNetwork, routing } from "./network";
import { type Deployed, logGroups, readEverything, readLogGroups, type StackPermissions } from "./stack-permissions";

/** VPC, flow logs, keys, image repositories. */
export function managedInfrastructure(deployed: Deployed): StackPermissions {
  return {
    reads: [readEverything(...readNetwork, ...readKeys, ...readImages, ...readLogGroups)],
    writes: {
      network: network(deployed),
      routing: routing(deployed),
      defaults: defaults(deployed),
      keys: keys(deployed),
      images: images(deployed),
      logs: [...flowLogs(deployed), ...logGroups(deployed, `${deployed.names.logGroup("*")}`)],
    },
  };
}

const readKeys = [
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListAliases",
  "kms:ListResourceTags",
];

const readImages = ["ecr:DescribeRepositories", "ecr:GetLifecyclePolicy", "ecr:ListTagsForResource"];

function flowLogs({ names, grants }: Deployed) {
  const role = names.serviceRoleArn("flow-logs");
  return [
    grants.passRole("PassFlowLogRole", role, ["vpc-flow-logs.amazonaws.com"]),
    // Deliveries of vended logs have no ARN.
    allow("DeliverFlowLogs", ["logs:CreateLogDelivery", "logs:DeleteLogDelivery"], "*"),
  ];
}

/** A new key has no ARN yet. An alias knows no tags: its name says whose it is, the key's tags say the rest. */
function keys({ names, grants }: Deployed) {
  const key = names.arn("kms", "key/*");
  const aliasActions = ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"];
  return [
    grants.create("MakeKeys", "kms:CreateKey", "*"),
    grants.create("TagNewKeys", "kms:TagResource", key),
    grants.retag("RetagKeys", ["kms:TagResource", "kms:UntagResource"], key),
    allow("NameKeys", aliasActions, names.arn("kms", names.keyAlias("*"))),
    grants.change("NameOwnKeys", aliasActions, key),
    grants.change(
      "ChangeKeys",
      [
        "kms:CancelKeyDeletion",
        "kms:DisableKeyRotation",
        "kms:EnableKeyRotation",
        "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion",
        "kms:UpdateKeyDescription",
      ],
      key,
    ),
  ];
}

function images({ names, grants, region }: Deployed) {
  const repository = names.arn("ecr", `repository/${names.prefix}/*`);
  return [
    grants.create("MakeRepositories", ["ecr:CreateRepository", "ecr:TagResource"], repository),
    grants.retag("RetagRepositories", ["ecr:TagResource", "ecr:UntagResource"], repository),
    grants.change(
      "ChangeRepositories",
      [
        "ecr:DeleteLifecyclePolicy",
        "ecr:DeleteRepository",
        "ecr:PutImageScanningConfiguration",
        "ecr:PutImageTagMutability",
        "ecr:PutLifecyclePolicy",
      ],
      repository,
    ),
    grants.grantKey("EncryptRepositories", "images", ["ecr"], region),
    grants.useKey("DescribeImageKey", ["kms:DescribeKey", "kms:RetireGrant"], "images", ["ecr"], region),
  ];
}
