/**
 * Actions that hand out what people, apps and databases have put into a thing, or a secret, and not only how the thing is
 * set up. AWS's access levels do not tell these apart: both are "Read". Names, settings, metrics, prices and images are no
 * data. `__tests__/cli/report/access-level.test.ts` holds them to AWS's own list.
 */
export const dataActions: readonly string[] = [
  // Secrets, and parameters that may be some.
  "secretsmanager:GetSecretValue",
  "secretsmanager:BatchGetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
  "ssm:GetParameterHistory",
  "ec2:GetPasswordData",
  // Whatever is encrypted by the key. AWS counts it as a write, but it changes nothing.
  "kms:Decrypt",
  // Objects; by an access grant, credentials for them.
  "s3:GetObject",
  "s3:GetObjectTorrent",
  "s3:GetObjectVersion",
  "s3:GetObjectVersionForReplication",
  "s3:GetObjectVersionTorrent",
  "s3:GetDataAccess",
  "s3-object-lambda:GetObject",
  "s3-object-lambda:GetObjectVersion",
  // Items, and the stream of their changes.
  "dynamodb:BatchGetItem",
  "dynamodb:GetItem",
  "dynamodb:GetRecords",
  "dynamodb:PartiQLSelect",
  "dynamodb:Query",
  "dynamodb:ReadDataForReplication",
  "dynamodb:Scan",
  // Messages.
  "sqs:ReceiveMessage",
  "kinesis:GetRecords",
  "kinesis:SubscribeToShard",
  // Lines of logs: apps write requests into them, and databases queries with their values.
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "logs:GetLogRecord",
  "logs:GetQueryResults",
  "logs:StartLiveTail",
  "logs:Unmask",
  "rds:DownloadCompleteDBLogFile",
  "rds:DownloadDBLogFilePortion",
  "ec2:GetConsoleOutput",
  "ec2:GetConsoleScreenshot",
  "ssm:GetCommandInvocation",
  // Whole queries, with the values that stand in them.
  "pi:GetDimensionKeyDetails",
  // Results of queries, documents, and blocks of disks.
  "athena:GetQueryResults",
  "athena:GetQueryResultsStream",
  "redshift-data:GetStatementResult",
  "es:ESHttpGet",
  "ebs:GetSnapshotBlock",
];
