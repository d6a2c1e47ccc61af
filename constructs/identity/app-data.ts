import type { KeyPurpose } from "../encryption/key-purposes";
import type { AppUses } from "./app-permissions";
import { type KeyUser, keyThrough } from "./key-use";
import { allow, type PolicyDocument, policyDocument, type Statement } from "./policy-document";

const findQueue = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"];

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html: who sends, decrypts too. */
export function queueUse(user: KeyUser, queues: AppUses["queues"]): PolicyDocument {
  const arns = (...levels: readonly string[]) =>
    queues
      .filter(({ access }) => levels.includes(access))
      .map(({ name, fifo }) => user.names.arn("sqs", user.names.queue(name, fifo)))
      .sort();
  const [sent, received] = [arns("send", "send-receive"), arns("receive", "send-receive")];
  const takeOut = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"];
  return policyDocument(
    ...given("Send", ["sqs:SendMessage", ...findQueue], sent),
    ...given("Receive", [...takeOut, ...findQueue], received),
    key(user, "queues", "sqs", sent.length > 0 ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"]),
  );
}

/** Objects, and the list of them. Versions that were deleted or written over come back by the hand of operators. */
export function bucketUse(user: KeyUser, buckets: AppUses["buckets"]): PolicyDocument {
  const arns = (which: AppUses["buckets"]) => which.map(({ name }) => user.names.bucketArn(`team-${name}`)).sort();
  const all = arns(buckets);
  const written = arns(buckets.filter(({ access }) => access === "read-write"));
  const objects = (of: readonly string[]) => of.map((arn) => `${arn}/*`);
  const write = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts", "s3:PutObject"];
  return policyDocument(
    ...given("List", ["s3:GetBucketLocation", "s3:ListBucket"], all),
    ...given("Read", ["s3:GetObject"], objects(all)),
    ...given("Write", write, objects(written)),
    ...given("ListUploads", ["s3:ListBucketMultipartUploads"], written),
    key(user, "objects", "s3", written.length > 0 ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"]),
  );
}

/** Items of the tables and their indexes, whatever way they are asked for. */
export function tableUse(user: KeyUser, tables: AppUses["tables"]): PolicyDocument {
  const arns = (which: AppUses["tables"]) =>
    which.map(({ name }) => user.names.arn("dynamodb", `table/${user.names.table(name)}`)).sort();
  const withIndexes = (of: readonly string[]) => of.flatMap((arn) => [arn, `${arn}/index/*`]);
  const written = arns(tables.filter(({ access }) => access === "read-write"));
  const read = ["BatchGetItem", "ConditionCheckItem", "DescribeTable", "GetItem", "Query", "Scan"];
  const write = ["BatchWriteItem", "DeleteItem", "PutItem", "UpdateItem"];
  const dynamodb = (actions: readonly string[]) => actions.map((action) => `dynamodb:${action}`);
  return policyDocument(
    ...given("Read", dynamodb(read), withIndexes(arns(tables))),
    ...given("Write", dynamodb(write), written),
    key(user, "tables", "dynamodb", ["kms:Decrypt"]),
  );
}

function given(id: string, actions: readonly string[], resources: readonly string[]): readonly Statement[] {
  return resources.length > 0 ? [allow(id, actions, resources)] : [];
}

/** The service asks KMS in the app's name. */
function key(user: KeyUser, purpose: KeyPurpose, service: string, actions: readonly string[]): Statement {
  const { resource, conditions } = keyThrough(user, purpose, service);
  return allow("UseKey", actions, resource, conditions);
}
