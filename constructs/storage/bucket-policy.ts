import { deny, type PolicyDocument, policyDocument, type Statement } from "../identity/policy-document";

/** A bucket and all that is in it. */
const wholeOf = (bucketArn: string) => [bucketArn, `${bucketArn}/*`];

const everybody = { AWS: ["*"] };

/**
 * The policy of a bucket of this account: it denies, and grants only what `grants` says. Whom the account's own identity
 * policies let in needs no grant here, and a role named here would have to exist already.
 */
export function bucketPolicy(
  bucketArn: string,
  { keyArn, grants = [] }: { readonly keyArn?: string; readonly grants?: readonly Statement[] },
): PolicyDocument {
  return policyDocument(
    ...grants,
    ...encryptedTransport(bucketArn),
    ...(keyArn === undefined ? [] : encryptedWith(bucketArn, keyArn)),
  );
}

/** No plain HTTP, and no TLS that is out of date. https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html */
function encryptedTransport(bucketArn: string): readonly Statement[] {
  const denied = (Sid: string, condition: NonNullable<Statement["Condition"]>): Statement => {
    return { ...deny(Sid, "s3:*", wholeOf(bucketArn), condition), Principal: everybody };
  };
  return [
    denied("EncryptedTransportOnly", { Bool: { "aws:SecureTransport": "false" } }),
    denied("CurrentTlsOnly", { NumericLessThan: { "s3:TlsVersion": "1.2" } }),
  ];
}

/**
 * Whoever asks for an encryption of his own asks for this key. Who asks for none gets the bucket's default, which is
 * this key: so the headers are looked at only where they are there.
 */
function encryptedWith(bucketArn: string, keyArn: string): readonly Statement[] {
  const header = "s3:x-amz-server-side-encryption";
  const denied = (Sid: string, key: string, operator: "ArnNotEquals" | "StringNotEquals", value: string): Statement => {
    const condition = { [operator]: { [key]: value }, Null: { [key]: "false" } };
    return { ...deny(Sid, "s3:PutObject", `${bucketArn}/*`, condition), Principal: everybody };
  };
  return [
    denied("KmsOnly", header, "StringNotEquals", "aws:kms"),
    denied("ThisKeyOnly", `${header}-aws-kms-key-id`, "ArnNotEquals", keyArn),
  ];
}
