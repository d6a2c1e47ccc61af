import type {
  CreateChangeSetInput,
  CreateChangeSetOutput,
  DeleteChangeSetInput,
  DeleteStackInput,
  DescribeChangeSetInput,
  DescribeChangeSetOutput,
  DescribeEventsInput,
  DescribeEventsOutput,
  DescribeStackEventsInput,
  DescribeStackEventsOutput,
  DescribeStacksInput,
  DescribeStacksOutput,
  ExecuteChangeSetInput,
  GetStackPolicyInput,
  GetStackPolicyOutput,
  GetTemplateInput,
  GetTemplateOutput,
  SetStackPolicyInput,
  UpdateTerminationProtectionInput,
} from "@aws-sdk/client-cloudformation";
import type {
  CreateServiceLinkedRoleRequest,
  GetRoleRequest,
  GetRoleResponse,
  ListRolesRequest,
  ListRolesResponse,
} from "@aws-sdk/client-iam";
import type {
  DeleteAliasRequest,
  DescribeKeyRequest,
  DescribeKeyResponse,
  EnableKeyRotationRequest,
  GetKeyPolicyRequest,
  GetKeyPolicyResponse,
  GetKeyRotationStatusRequest,
  GetKeyRotationStatusResponse,
  PutKeyPolicyRequest,
  ScheduleKeyDeletionRequest,
} from "@aws-sdk/client-kms";
import type {
  GetBucketPolicyOutput,
  GetBucketVersioningOutput,
  GetObjectRequest,
  GetPublicAccessBlockOutput,
  ListObjectsV2Output,
  ListObjectsV2Request,
  ListObjectVersionsOutput,
  ListObjectVersionsRequest,
  PutBucketPolicyRequest,
  PutBucketVersioningRequest,
  PutObjectCommandInput,
  PutPublicAccessBlockRequest,
} from "@aws-sdk/client-s3";
import type { AssumeRoleRequest, AssumeRoleResponse, GetCallerIdentityResponse } from "@aws-sdk/client-sts";

/** What the commands call of AWS, so that a test can stand in for it. Inputs, answers and errors are the SDK's own. */
export interface AwsApis {
  readonly cloudFormation: CloudFormationApi;
  readonly iam: IamApi;
  readonly kms: KmsApi;
  readonly s3: S3Api;
  readonly sts: StsApi;
}

export interface CloudFormationApi {
  createChangeSet(input: CreateChangeSetInput): Promise<CreateChangeSetOutput>;
  deleteChangeSet(input: DeleteChangeSetInput): Promise<unknown>;
  deleteStack(input: DeleteStackInput): Promise<unknown>;
  describeChangeSet(input: DescribeChangeSetInput): Promise<DescribeChangeSetOutput>;
  describeEvents(input: DescribeEventsInput): Promise<DescribeEventsOutput>;
  describeStackEvents(input: DescribeStackEventsInput): Promise<DescribeStackEventsOutput>;
  describeStacks(input: DescribeStacksInput): Promise<DescribeStacksOutput>;
  executeChangeSet(input: ExecuteChangeSetInput): Promise<unknown>;
  getStackPolicy(input: GetStackPolicyInput): Promise<GetStackPolicyOutput>;
  getTemplate(input: GetTemplateInput): Promise<GetTemplateOutput>;
  setStackPolicy(input: SetStackPolicyInput): Promise<unknown>;
  updateTerminationProtection(input: UpdateTerminationProtectionInput): Promise<unknown>;
}

export interface IamApi {
  createServiceLinkedRole(input: CreateServiceLinkedRoleRequest): Promise<unknown>;
  getRole(input: GetRoleRequest): Promise<Partial<GetRoleResponse>>;
  listRoles(input: ListRolesRequest): Promise<Partial<ListRolesResponse>>;
}

export interface KmsApi {
  deleteAlias(input: DeleteAliasRequest): Promise<unknown>;
  describeKey(input: DescribeKeyRequest): Promise<DescribeKeyResponse>;
  enableKeyRotation(input: EnableKeyRotationRequest): Promise<unknown>;
  getKeyPolicy(input: GetKeyPolicyRequest): Promise<GetKeyPolicyResponse>;
  getKeyRotationStatus(input: GetKeyRotationStatusRequest): Promise<GetKeyRotationStatusResponse>;
  putKeyPolicy(input: PutKeyPolicyRequest): Promise<unknown>;
  scheduleKeyDeletion(input: ScheduleKeyDeletionRequest): Promise<unknown>;
}

interface InBucket {
  readonly Bucket: string;
}

export interface S3Api {
  deleteBucket(input: InBucket): Promise<unknown>;
  getBucketPolicy(input: InBucket): Promise<GetBucketPolicyOutput>;
  getBucketVersioning(input: InBucket): Promise<GetBucketVersioningOutput>;
  getObject(input: GetObjectRequest): Promise<{ readonly Body?: { transformToString(): Promise<string> } }>;
  getPublicAccessBlock(input: InBucket): Promise<GetPublicAccessBlockOutput>;
  headBucket(input: InBucket): Promise<unknown>;
  listObjectsV2(input: ListObjectsV2Request): Promise<ListObjectsV2Output>;
  listObjectVersions(input: ListObjectVersionsRequest): Promise<ListObjectVersionsOutput>;
  putBucketPolicy(input: PutBucketPolicyRequest): Promise<unknown>;
  putBucketVersioning(input: PutBucketVersioningRequest): Promise<unknown>;
  putObject(input: PutObjectCommandInput): Promise<unknown>;
  putPublicAccessBlock(input: PutPublicAccessBlockRequest): Promise<unknown>;
}

export interface StsApi {
  assumeRole(input: AssumeRoleRequest): Promise<AssumeRoleResponse>;
  getCallerIdentity(input: Record<string, never>): Promise<GetCallerIdentityResponse>;
}
