import type { Catalogue } from "../entry";
import { acm } from "./acm";
import { dynamodb } from "./dynamodb";
import { ecr } from "./ecr";
import { efs } from "./efs";
import { eks } from "./eks";
import { elasticache } from "./elasticache";
import { events } from "./events";
import { flowLogs } from "./flow-logs";
import { guardduty } from "./guardduty";
import { iam } from "./iam";
import { kms } from "./kms";
import { launchTemplates } from "./launch-templates";
import { logs } from "./logs";
import { networkAcls } from "./network-acls";
import { rds } from "./rds";
import { route53 } from "./route53";
import { routing } from "./routing";
import { s3 } from "./s3";
import { securityGroups } from "./security-groups";
import { sqs } from "./sqs";
import { vpc } from "./vpc";
import { vpcEndpoints } from "./vpc-endpoints";

/** Every Terraform type in use, by AWS service: what its creation, reading, change and deletion need. */
export const catalogue: Catalogue = {
  ...acm,
  ...dynamodb,
  ...ecr,
  ...efs,
  ...eks,
  ...elasticache,
  ...events,
  ...flowLogs,
  ...guardduty,
  ...iam,
  ...kms,
  ...launchTemplates,
  ...logs,
  ...networkAcls,
  ...rds,
  ...route53,
  ...routing,
  ...s3,
  ...securityGroups,
  ...sqs,
  ...vpc,
  ...vpcEndpoints,
};
