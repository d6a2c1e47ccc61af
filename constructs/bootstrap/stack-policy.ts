/**
 * What an update of the stack may do to its resources, whoever makes it: all but to replace or delete what a state needs.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html
 */
export const stackPolicy = {
  Statement: [
    { Effect: "Allow", Action: "Update:*", Principal: "*", Resource: "*" },
    {
      Effect: "Deny",
      Action: ["Update:Replace", "Update:Delete"],
      Principal: "*",
      Resource: "*",
      Condition: {
        StringEquals: {
          ResourceType: ["AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::KMS::Key", "AWS::KMS::Alias"],
        },
      },
    },
  ],
} as const;

/** Whether this type is one of those that stay. */
export function staysInStack(type: string): boolean {
  const [, { Condition }] = stackPolicy.Statement;
  return (Condition.StringEquals.ResourceType as readonly string[]).includes(type);
}
