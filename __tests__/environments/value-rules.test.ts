import { type Changes, findingsOn } from "./broken";

type Refusal = readonly [title: string, changes: Changes, findings: readonly string[]];
type Acceptance = readonly [title: string, changes: Changes];

describe("aws", () => {
  it.each<Refusal>([
    [
      "an account id of eleven digits",
      { "aws.accountId": "11112222333" },
      [
        'aws.accountId is "11112222333": an AWS account id has twelve digits and is not all zeros. Fix: write the id that `aws sts get-caller-identity` shows, as a text with its leading zeros. [ENV_ACCOUNT_ID]',
      ],
    ],
    [
      "an account id with hyphens",
      { "aws.accountId": "1111-2222-3333" },
      [
        'aws.accountId is "1111-2222-3333": an AWS account id has twelve digits and is not all zeros. Fix: write the id that `aws sts get-caller-identity` shows, as a text with its leading zeros. [ENV_ACCOUNT_ID]',
      ],
    ],
    [
      "an account id of zeros",
      { "aws.accountId": "000000000000" },
      [
        'aws.accountId is "000000000000": an AWS account id has twelve digits and is not all zeros. Fix: write the id that `aws sts get-caller-identity` shows, as a text with its leading zeros. [ENV_ACCOUNT_ID]',
      ],
    ],
    [
      "a region that AWS does not have",
      { "aws.region": "eu-central-9" },
      [
        'aws.region is "eu-central-9": a region is one that AWS has, in its short form. Fix: write eu-central-1. [ENV_REGION]',
      ],
    ],
    [
      "a region in another notation",
      { "aws.region": "Frankfurt" },
      [
        'aws.region is "Frankfurt": a region is one that AWS has, in its short form. Fix: write a region such as eu-central-1. [ENV_REGION]',
      ],
    ],
    [
      "a property of all objects as a region",
      { "aws.region": "constructor" },
      [
        'aws.region is "constructor": a region is one that AWS has, in its short form. Fix: write a region such as eu-central-1. [ENV_REGION]',
      ],
    ],
    [
      "a region with two zones for control planes",
      { "aws.region": "us-west-1", "network.zones": ["us-west-1a", "us-west-1b", "us-west-1c"] },
      [
        'aws.region is "us-west-1": EKS puts control planes in two of its availability zones, and the platform has three. Fix: take another region, such as us-west-2; state may stay in this one, as state.region. [ENV_REGION_ZONES]',
      ],
    ],
    [
      "a tag with an empty key",
      { "aws.tags": { "": "x" } },
      [
        'aws.tags[""] is "x": the key of a tag has 1 to 128 letters, digits, spaces or any of _ . : / = + - @. Fix: shorten the key, or leave the other characters out. [ENV_TAG_KEY]',
      ],
    ],
    [
      "a tag key of 129 characters",
      { "aws.tags": { ["k".repeat(129)]: "x" } },
      [
        'aws.tags.kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk is "x": the key of a tag has 1 to 128 letters, digits, spaces or any of _ . : / = + - @. Fix: shorten the key, or leave the other characters out. [ENV_TAG_KEY]',
      ],
    ],
    [
      "a tag key with a character that AWS refuses",
      { "aws.tags": { "cost;center": "x" } },
      [
        'aws.tags["cost;center"] is "x": the key of a tag has 1 to 128 letters, digits, spaces or any of _ . : / = + - @. Fix: shorten the key, or leave the other characters out. [ENV_TAG_KEY]',
      ],
    ],
    [
      "a tag value of 257 characters",
      { "aws.tags": { key: "v".repeat(257) } },
      [
        'aws.tags.key is "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv...: the value of a tag has up to 256 letters, digits, spaces or any of _ . : / = + - @. Fix: shorten the value, or leave the other characters out. [ENV_TAG_VALUE]',
      ],
    ],
    [
      "a tag value with a character that AWS refuses",
      { "aws.tags": { key: "a&b" } },
      [
        'aws.tags.key is "a&b": the value of a tag has up to 256 letters, digits, spaces or any of _ . : / = + - @. Fix: shorten the value, or leave the other characters out. [ENV_TAG_VALUE]',
      ],
    ],
    [
      "a tag with AWS's prefix",
      { "aws.tags": { "aws:owner": "x" } },
      [
        'aws.tags["aws:owner"] is "x": the prefixes aws: and strata: are taken, by AWS and by the platform. Fix: write the key with a prefix of your own, or with none. [ENV_TAG_PREFIX]',
      ],
    ],
    [
      "a tag with AWS's prefix in capitals",
      { "aws.tags": { "AWS:owner": "x" } },
      [
        'aws.tags["AWS:owner"] is "x": the prefixes aws: and strata: are taken, by AWS and by the platform. Fix: write the key with a prefix of your own, or with none. [ENV_TAG_PREFIX]',
      ],
    ],
    [
      "a tag with the platform's prefix",
      { "aws.tags": { "strata:stack": "apps" } },
      [
        'aws.tags["strata:stack"] is "apps": the prefixes aws: and strata: are taken, by AWS and by the platform. Fix: write the key with a prefix of your own, or with none. [ENV_TAG_PREFIX]',
      ],
    ],
    [
      "41 tags",
      { "aws.tags": Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`k${i}`, ""])) },
      [
        'aws.tags is {"k0":"","k1":"","k2":"","k3":"","k4":"","k5":"","k6":"","k7":"","k8":"","k9":"","k10":"","k11":"","k12":"","k13":"",...: an environment has up to 40 tags, since AWS takes 50 on a resource and the platform and Kubernetes add theirs. Fix: leave tags out until 40 are left. [ENV_TAG_COUNT]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["an account id with leading zeros", { "aws.accountId": "000000000001" }],
    ["a tag key of 128 characters", { "aws.tags": { ["k".repeat(128)]: "x" } }],
    ["a tag value of 256 characters", { "aws.tags": { key: "v".repeat(256) } }],
    ["an empty tag value", { "aws.tags": { key: "" } }],
    [
      "a tag with a prefix that only looks like the platform's",
      { "aws.tags": { "strata-team": "x", "tideline:stack": "y" } },
    ],
    ["40 tags", { "aws.tags": Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`k${i}`, ""])) }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("names", () => {
  it.each<Refusal>([
    [
      "a name with capitals and underscores",
      { name: "My_Demo" },
      [
        'name is "My_Demo": a name starts with a letter and has lower-case letters, digits and single hyphens between them. Fix: write "my-demo". [ENV_NAME_SHAPE]',
      ],
    ],
    [
      "a name that starts with a digit",
      { name: "1demo" },
      [
        'name is "1demo": a name starts with a letter and has lower-case letters, digits and single hyphens between them. Fix: start it with a letter, as in web. [ENV_NAME_SHAPE]',
      ],
    ],
    [
      "a name that ends with a hyphen",
      { name: "demo-" },
      [
        'name is "demo-": a name starts with a letter and has lower-case letters, digits and single hyphens between them. Fix: write "demo". [ENV_NAME_SHAPE]',
      ],
    ],
    [
      "a name with two hyphens in a row",
      { name: "de--mo" },
      [
        'name is "de--mo": a name starts with a letter and has lower-case letters, digits and single hyphens between them. Fix: write "de-mo". [ENV_NAME_SHAPE]',
      ],
    ],
    [
      "an empty name",
      { name: "" },
      [
        'name is "": a name starts with a letter and has lower-case letters, digits and single hyphens between them. Fix: start it with a letter, as in web. [ENV_NAME_SHAPE]',
      ],
    ],
    [
      "an app with a name that is no slug",
      { "apps.4.name": "Tracking", "apps.3.calledBy": [] },
      [
        'apps[4].name is "Tracking": a name starts with a letter and has lower-case letters, digits and single hyphens between them. Fix: write "tracking". [ENV_NAME_SHAPE]',
      ],
    ],
    [
      "a database with a double hyphen",
      {
        "databases.0.name": "or--ders",
        "apps.1.uses.databases": [],
        "apps.2.uses.databases": [],
        "apps.3.uses.databases": [],
      },
      [
        'databases[0].name is "or--ders": a name starts with a letter and has lower-case letters, digits and single hyphens between them. Fix: write "or-ders". [ENV_NAME_SHAPE]',
      ],
    ],
    [
      "a cache that starts with a digit",
      { "caches.1": { name: "2nd", engineVersion: "8.1", nodeType: "cache.m7g.large" } },
      [
        'caches[1].name is "2nd": a name starts with a letter and has lower-case letters, digits and single hyphens between them. Fix: start it with a letter, as in web. [ENV_NAME_SHAPE]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a name of one letter", { name: "d" }],
    ["a name with digits and single hyphens", { name: "d3-m0" }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("access", () => {
  it.each<Refusal>([
    [
      "no root administrator",
      { rootAdministrators: [] },
      [
        "rootAdministrators is []: an environment has at least one root administrator, who bootstraps it and alone may change its root of trust. Fix: name a role, as in arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_PlatformRoot_*. [ENV_NO_ROOT_ADMINISTRATOR]",
      ],
    ],
    [
      "a root administrator that is a name",
      { rootAdministrators: ["admin"] },
      [
        'rootAdministrators[0] is "admin": a principal is the ARN of an IAM role or user, or a pattern for their path and name. Fix: write it as in arn:aws:iam::111122223333:role/platform/admin; of an STS session, name the role behind it. [ENV_PRINCIPAL_ARN]',
      ],
    ],
    [
      "a session in place of its role",
      { rootAdministrators: ["arn:aws:sts::111122223333:assumed-role/Admin/jo"] },
      [
        'rootAdministrators[0] is "arn:aws:sts::111122223333:assumed-role/Admin/jo": a principal is the ARN of an IAM role or user, or a pattern for their path and name. Fix: write it as in arn:aws:iam::111122223333:role/platform/admin; of an STS session, name the role behind it. [ENV_PRINCIPAL_ARN]',
      ],
    ],
    [
      "a group as a principal",
      { "people.operators": ["arn:aws:iam::111122223333:group/admins"] },
      [
        'people.operators[0] is "arn:aws:iam::111122223333:group/admins": a principal is the ARN of an IAM role or user, or a pattern for their path and name. Fix: write it as in arn:aws:iam::111122223333:role/platform/admin; of an STS session, name the role behind it. [ENV_PRINCIPAL_ARN]',
      ],
    ],
    [
      "a principal of account 000000000000",
      { "people.operators": ["arn:aws:iam::000000000000:role/admin"] },
      [
        'people.operators[0] is "arn:aws:iam::000000000000:role/admin": a principal is the ARN of an IAM role or user, or a pattern for their path and name. Fix: write it as in arn:aws:iam::111122223333:role/platform/admin; of an STS session, name the role behind it. [ENV_PRINCIPAL_ARN]',
      ],
    ],
    [
      "a principal whose account has eleven digits",
      { "people.operators": ["arn:aws:iam::11112222333:role/admin"] },
      [
        'people.operators[0] is "arn:aws:iam::11112222333:role/admin": a principal is the ARN of an IAM role or user, or a pattern for their path and name. Fix: write it as in arn:aws:iam::111122223333:role/platform/admin; of an STS session, name the role behind it. [ENV_PRINCIPAL_ARN]',
      ],
    ],
    [
      "a principal without a name",
      { "people.operators": ["arn:aws:iam::111122223333:role/"] },
      [
        'people.operators[0] is "arn:aws:iam::111122223333:role/": a principal is the ARN of an IAM role or user, or a pattern for their path and name. Fix: write it as in arn:aws:iam::111122223333:role/platform/admin; of an STS session, name the role behind it. [ENV_PRINCIPAL_ARN]',
      ],
    ],
    [
      "everybody by an asterisk",
      { rootAdministrators: ["*"] },
      [
        'rootAdministrators[0] is "*": a principal belongs to one partition and one account, so neither may hold a wildcard. Fix: write partition and account id in full, as in arn:aws:iam::111122223333:role/platform/admin. [ENV_PRINCIPAL_ACCOUNT]',
      ],
    ],
    [
      "a wildcard in the account",
      { "people.breakGlass": ["arn:aws:iam::1111*:role/admin"] },
      [
        'people.breakGlass[0] is "arn:aws:iam::1111*:role/admin": a principal belongs to one partition and one account, so neither may hold a wildcard. Fix: write partition and account id in full, as in arn:aws:iam::111122223333:role/platform/admin. [ENV_PRINCIPAL_ACCOUNT]',
      ],
    ],
    [
      "a wildcard as the account",
      { "people.auditors": ["arn:aws:iam::*:role/admin"] },
      [
        'people.auditors[0] is "arn:aws:iam::*:role/admin": a principal belongs to one partition and one account, so neither may hold a wildcard. Fix: write partition and account id in full, as in arn:aws:iam::111122223333:role/platform/admin. [ENV_PRINCIPAL_ACCOUNT]',
      ],
    ],
    [
      "a wildcard in the partition",
      { "people.auditors": ["arn:aws*:iam::111122223333:role/admin"] },
      [
        'people.auditors[0] is "arn:aws*:iam::111122223333:role/admin": a principal belongs to one partition and one account, so neither may hold a wildcard. Fix: write partition and account id in full, as in arn:aws:iam::111122223333:role/platform/admin. [ENV_PRINCIPAL_ACCOUNT]',
      ],
    ],
    [
      "the account root",
      { "people.databaseAdministrators": ["arn:aws:iam::111122223333:root"] },
      [
        'people.databaseAdministrators[0] is "arn:aws:iam::111122223333:root": a principal is one role or user, and :root stands for everybody in the account. Fix: name the roles or users that are meant. [ENV_PRINCIPAL_ROOT]',
      ],
    ],
    [
      "all roles",
      { "teams.0.developers": ["arn:aws:iam::111122223333:role/*"] },
      [
        "teams[0].developers[0] (storefront) is \"arn:aws:iam::111122223333:role/*\": a pattern must not match everybody: the last part starts with the role's name, or the SSO role's permission set. Fix: write at least the start of the name, as in role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_PlatformRoot_*. [ENV_PRINCIPAL_EVERYBODY]",
      ],
    ],
    [
      "all roles below any path",
      { "teams.0.developers": ["arn:aws:iam::111122223333:role/*/*"] },
      [
        "teams[0].developers[0] (storefront) is \"arn:aws:iam::111122223333:role/*/*\": a pattern must not match everybody: the last part starts with the role's name, or the SSO role's permission set. Fix: write at least the start of the name, as in role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_PlatformRoot_*. [ENV_PRINCIPAL_EVERYBODY]",
      ],
    ],
    [
      "all users",
      { "teams.1.developers": ["arn:aws:iam::111122223333:user/?*"] },
      [
        "teams[1].developers[0] (fulfilment) is \"arn:aws:iam::111122223333:user/?*\": a pattern must not match everybody: the last part starts with the role's name, or the SSO role's permission set. Fix: write at least the start of the name, as in role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_PlatformRoot_*. [ENV_PRINCIPAL_EVERYBODY]",
      ],
    ],
    [
      "all SSO roles by their path",
      { rootAdministrators: ["arn:aws:iam::111122223333:role/aws-reserved/*"] },
      [
        "rootAdministrators[0] is \"arn:aws:iam::111122223333:role/aws-reserved/*\": a pattern must not match everybody: the last part starts with the role's name, or the SSO role's permission set. Fix: write at least the start of the name, as in role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_PlatformRoot_*. [ENV_PRINCIPAL_EVERYBODY]",
      ],
    ],
    [
      "all SSO roles by the start of their path",
      { rootAdministrators: ["arn:aws:iam::111122223333:role/aws-reser*"] },
      [
        "rootAdministrators[0] is \"arn:aws:iam::111122223333:role/aws-reser*\": a pattern must not match everybody: the last part starts with the role's name, or the SSO role's permission set. Fix: write at least the start of the name, as in role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_PlatformRoot_*. [ENV_PRINCIPAL_EVERYBODY]",
      ],
    ],
    [
      "all SSO roles of a region",
      { rootAdministrators: ["arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu*"] },
      [
        "rootAdministrators[0] is \"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu*\": a pattern must not match everybody: the last part starts with the role's name, or the SSO role's permission set. Fix: write at least the start of the name, as in role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_PlatformRoot_*. [ENV_PRINCIPAL_EVERYBODY]",
      ],
    ],
    [
      "all permission sets",
      {
        rootAdministrators: [
          "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_*",
        ],
      },
      [
        "rootAdministrators[0] is \"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_*\": a pattern must not match everybody: the last part starts with the role's name, or the SSO role's permission set. Fix: write at least the start of the name, as in role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_PlatformRoot_*. [ENV_PRINCIPAL_EVERYBODY]",
      ],
    ],
    [
      "all SSO roles by the start of their names",
      { rootAdministrators: ["arn:aws:iam::111122223333:role/*/AWSReserved*"] },
      [
        "rootAdministrators[0] is \"arn:aws:iam::111122223333:role/*/AWSReserved*\": a pattern must not match everybody: the last part starts with the role's name, or the SSO role's permission set. Fix: write at least the start of the name, as in role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_PlatformRoot_*. [ENV_PRINCIPAL_EVERYBODY]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    [
      "one permission set in every region",
      { rootAdministrators: ["arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_P*"] },
    ],
    [
      "roles by the start of their name, and a user of another account",
      {
        rootAdministrators: [
          "arn:aws:iam::111122223333:role/platform/adm*",
          "arn:aws:iam::999988887777:user/jo@tideline.example",
        ],
      },
    ],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("network", () => {
  it.each<Refusal>([
    [
      "a VPC block that is no block",
      { "network.cidr": "10.20.0.0" },
      [
        'network.cidr is "10.20.0.0": an address block is an IPv4 network with its length. Fix: add its length, as in 10.20.0.0/32. [ENV_CIDR]',
      ],
    ],
    [
      "a VPC block with an octet above 255",
      { "network.cidr": "10.256.0.0/16" },
      [
        'network.cidr is "10.256.0.0/16": an address block is an IPv4 network with its length. Fix: write it as in 10.20.0.0/16. [ENV_CIDR]',
      ],
    ],
    [
      "a VPC block of /33",
      { "network.cidr": "10.20.0.0/33" },
      [
        'network.cidr is "10.20.0.0/33": an address block is an IPv4 network with its length. Fix: write it as in 10.20.0.0/16. [ENV_CIDR]',
      ],
    ],
    [
      "a VPC block with leading zeros",
      { "network.cidr": "010.20.0.0/16" },
      [
        'network.cidr is "010.20.0.0/16": an address block is an IPv4 network with its length. Fix: write it as in 10.20.0.0/16. [ENV_CIDR]',
      ],
    ],
    [
      "a VPC block with host bits",
      { "network.cidr": "10.20.0.1/16" },
      [
        'network.cidr is "10.20.0.1/16": an address block is written with its first address. Fix: write 10.20.0.0/16. [ENV_CIDR_HOST_BITS]',
      ],
    ],
    [
      "a VPC block of /15",
      { "network.cidr": "10.20.0.0/15" },
      [
        'network.cidr is "10.20.0.0/15": the block of a VPC is /16 to /20: AWS takes no larger one, and a smaller one runs out of addresses for pods. Fix: choose a length from 16 to 20. [ENV_VPC_CIDR_SIZE]',
      ],
    ],
    [
      "a VPC block of /21",
      { "network.cidr": "10.20.0.0/21" },
      [
        'network.cidr is "10.20.0.0/21": the block of a VPC is /16 to /20: AWS takes no larger one, and a smaller one runs out of addresses for pods. Fix: choose a length from 16 to 20. [ENV_VPC_CIDR_SIZE]',
      ],
    ],
    [
      "a VPC block with public addresses",
      { "network.cidr": "11.20.0.0/16" },
      [
        'network.cidr is "11.20.0.0/16": the block of a VPC lies in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10. Fix: choose a private block, as in 10.20.0.0/16. [ENV_VPC_CIDR_PRIVATE]',
      ],
    ],
    [
      "a VPC block just above 172.16.0.0/12",
      { "network.cidr": "172.32.0.0/16" },
      [
        'network.cidr is "172.32.0.0/16": the block of a VPC lies in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10. Fix: choose a private block, as in 10.20.0.0/16. [ENV_VPC_CIDR_PRIVATE]',
      ],
    ],
    [
      "a VPC block just above 100.64.0.0/10",
      { "network.cidr": "100.128.0.0/16" },
      [
        'network.cidr is "100.128.0.0/16": the block of a VPC lies in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10. Fix: choose a private block, as in 10.20.0.0/16. [ENV_VPC_CIDR_PRIVATE]',
      ],
    ],
    [
      "a VPC block that is public and too large",
      { "network.cidr": "8.0.0.0/8" },
      [
        'network.cidr is "8.0.0.0/8": the block of a VPC is /16 to /20: AWS takes no larger one, and a smaller one runs out of addresses for pods. Fix: choose a length from 16 to 20. [ENV_VPC_CIDR_SIZE]',
        'network.cidr is "8.0.0.0/8": the block of a VPC lies in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10. Fix: choose a private block, as in 10.20.0.0/16. [ENV_VPC_CIDR_PRIVATE]',
      ],
    ],
    [
      "a reserved block with host bits",
      { "network.reservedCidrs": ["10.64.0.0/12", "10.99.1.0/16"] },
      [
        'network.reservedCidrs[1] is "10.99.1.0/16": an address block is written with its first address. Fix: write 10.99.0.0/16. [ENV_CIDR_HOST_BITS]',
      ],
    ],
    [
      "two zones",
      { "network.zones": ["eu-central-1a", "eu-central-1b"] },
      [
        'network.zones is ["eu-central-1a","eu-central-1b"]: the platform spreads over three to six availability zones, so that losing one leaves two. Fix: name three to six zones of the region, as in eu-central-1a, eu-central-1b and eu-central-1c. [ENV_ZONE_COUNT]',
      ],
    ],
    [
      "seven zones",
      {
        "aws.region": "us-east-1",
        "network.zones": ["a", "b", "c", "d", "e", "f", "a"].map((letter) => `us-east-1${letter}`),
      },
      [
        'network.zones is ["us-east-1a","us-east-1b","us-east-1c","us-east-1d","us-east-1e","us-east-1f","us-east-1a"]: the platform spreads over three to six availability zones, so that losing one leaves two. Fix: name three to six zones of the region, as in eu-central-1a, eu-central-1b and eu-central-1c. [ENV_ZONE_COUNT]',
        'network.zones[6] is "us-east-1a": every availability zone stands in the list once. Fix: replace it with another zone of the region. [ENV_ZONE_REPEATED]',
      ],
    ],
    [
      "a zone twice",
      { "network.zones": ["eu-central-1a", "eu-central-1b", "eu-central-1a"] },
      [
        'network.zones[2] is "eu-central-1a": every availability zone stands in the list once. Fix: replace it with another zone of the region. [ENV_ZONE_REPEATED]',
      ],
    ],
    [
      "flow logs kept for 100 days",
      { "network.flowLogRetentionDays": 100 },
      [
        "network.flowLogRetentionDays is 100: CloudWatch Logs keeps entries for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days. Fix: write 120. [ENV_LOG_RETENTION]",
      ],
    ],
    [
      "flow logs kept for longer than ten years",
      { "network.flowLogRetentionDays": 3654 },
      [
        "network.flowLogRetentionDays is 3654: CloudWatch Logs keeps entries for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days. Fix: write 3653. [ENV_LOG_RETENTION]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["one NAT gateway for all zones", { "network.nat": "single" }],
    ["a VPC block of /20", { "network.cidr": "10.20.16.0/20" }],
    ["a VPC block of shared addresses", { "network.cidr": "100.127.0.0/16" }],
    ["the last VPC block of 172.16.0.0/12", { "network.cidr": "172.31.0.0/16" }],
    [
      "six zones",
      {
        "aws.region": "us-east-1",
        "network.zones": ["a", "b", "c", "d", "e", "f"].map((letter) => `us-east-1${letter}`),
      },
    ],
    ["flow logs kept for ten years", { "network.flowLogRetentionDays": 3653 }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

const instanceTypes = (count: number) => Array.from({ length: count }, (_, index) => `m${index + 1}i.large`);

describe("cluster", () => {
  it.each<Refusal>([
    [
      "a Kubernetes version out of standard support",
      { "cluster.version": "1.33" },
      [
        'cluster.version is "1.33": a cluster runs a minor version in EKS standard support: 1.36, 1.35 (until 2027-03-27), 1.34 (until 2026-12-02). Fix: write "1.35", or add a newer one to environments/schema/data/kubernetes-versions.ts. [ENV_KUBERNETES_VERSION]',
      ],
    ],
    [
      "a Kubernetes patch version",
      { "cluster.version": "1.35.2" },
      [
        'cluster.version is "1.35.2": a cluster runs a minor version in EKS standard support: 1.36, 1.35 (until 2027-03-27), 1.34 (until 2026-12-02). Fix: write "1.35", or add a newer one to environments/schema/data/kubernetes-versions.ts. [ENV_KUBERNETES_VERSION]',
      ],
    ],
    [
      "a public endpoint with an empty allow-list",
      { "cluster.endpoint.allowedCidrs": [] },
      [
        'cluster.endpoint.allowedCidrs is []: a public endpoint has an allow-list of 1 to 40 blocks, since EKS opens it to everybody without one. Fix: list who may reach it, as in ["203.0.113.0/24"], or choose access: "private". [ENV_ALLOWED_CIDRS]',
      ],
    ],
    [
      "an allow-list of 41 blocks",
      { "cluster.endpoint.allowedCidrs": Array.from({ length: 41 }, (_, i) => `203.0.113.${i}/32`) },
      [
        'cluster.endpoint.allowedCidrs is ["203.0.113.0/32","203.0.113.1/32","203.0.113.2/32","203.0.113.3/32","203.0.113.4/32","203.0.113.5/32","203.0.113.6/3...: a public endpoint has an allow-list of 1 to 40 blocks, since EKS opens it to everybody without one. Fix: list who may reach it, as in ["203.0.113.0/24"], or choose access: "private". [ENV_ALLOWED_CIDRS]',
      ],
    ],
    [
      "a public endpoint for everybody",
      { "cluster.endpoint.allowedCidrs": ["0.0.0.0/0"] },
      [
        'cluster.endpoint.allowedCidrs[0] is "0.0.0.0/0": a block that may reach the Kubernetes API is /8 or smaller: a wider one opens it to much of the internet. Fix: list the blocks of your offices, your VPN and your CI runners. [ENV_ALLOWED_CIDR_WIDE]',
      ],
    ],
    [
      "an allowed block of /7",
      { "cluster.endpoint.allowedCidrs": ["203.0.113.0/24", "202.0.0.0/7"] },
      [
        'cluster.endpoint.allowedCidrs[1] is "202.0.0.0/7": a block that may reach the Kubernetes API is /8 or smaller: a wider one opens it to much of the internet. Fix: list the blocks of your offices, your VPN and your CI runners. [ENV_ALLOWED_CIDR_WIDE]',
      ],
    ],
    [
      "an allowed block of private addresses",
      { "cluster.endpoint.allowedCidrs": ["192.168.4.0/24"] },
      [
        'cluster.endpoint.allowedCidrs[0] is "192.168.4.0/24": a block that may reach the public endpoint has public addresses, since private ones never arrive there. Fix: write the public address that your network leaves with, as in 203.0.113.0/24. [ENV_ALLOWED_CIDR_PRIVATE]',
      ],
    ],
    [
      "an allowed block around private addresses",
      { "cluster.endpoint.allowedCidrs": ["172.0.0.0/8"] },
      [
        'cluster.endpoint.allowedCidrs[0] is "172.0.0.0/8": a block that may reach the public endpoint has public addresses, since private ones never arrive there. Fix: write the public address that your network leaves with, as in 203.0.113.0/24. [ENV_ALLOWED_CIDR_PRIVATE]',
      ],
    ],
    [
      "an allowed address without a length",
      { "cluster.endpoint.allowedCidrs": ["203.0.113.7"] },
      [
        'cluster.endpoint.allowedCidrs[0] is "203.0.113.7": an address block is an IPv4 network with its length. Fix: add its length, as in 203.0.113.7/32. [ENV_CIDR]',
      ],
    ],
    [
      "a service block of /11",
      { "cluster.serviceCidr": "172.0.0.0/11" },
      [
        'cluster.serviceCidr is "172.0.0.0/11": the block of Kubernetes services is /12 to /24. Fix: choose a length from 12 to 24. [ENV_SERVICE_CIDR_SIZE]',
        'cluster.serviceCidr is "172.0.0.0/11": the block of Kubernetes services lies in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16. Fix: choose a private block, as in 172.20.0.0/16. [ENV_SERVICE_CIDR_PRIVATE]',
      ],
    ],
    [
      "a service block of /25",
      { "cluster.serviceCidr": "172.20.0.0/25" },
      [
        'cluster.serviceCidr is "172.20.0.0/25": the block of Kubernetes services is /12 to /24. Fix: choose a length from 12 to 24. [ENV_SERVICE_CIDR_SIZE]',
      ],
    ],
    [
      "a service block of shared addresses",
      { "cluster.serviceCidr": "100.64.0.0/16" },
      [
        'cluster.serviceCidr is "100.64.0.0/16": the block of Kubernetes services lies in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16. Fix: choose a private block, as in 172.20.0.0/16. [ENV_SERVICE_CIDR_PRIVATE]',
      ],
    ],
    [
      "a service block with host bits",
      { "cluster.serviceCidr": "172.20.3.0/16" },
      [
        'cluster.serviceCidr is "172.20.3.0/16": an address block is written with its first address. Fix: write 172.20.0.0/16. [ENV_CIDR_HOST_BITS]',
      ],
    ],
    [
      "no instance type",
      { "cluster.systemNodes.instanceTypes": [] },
      [
        'cluster.systemNodes.instanceTypes is []: a node group has 1 to 20 instance types to choose from. Fix: name at least one, as in ["m7i.large"]. [ENV_INSTANCE_TYPES]',
      ],
    ],
    [
      "21 instance types",
      { "cluster.systemNodes.instanceTypes": instanceTypes(21) },
      [
        'cluster.systemNodes.instanceTypes is ["m1i.large","m2i.large","m3i.large","m4i.large","m5i.large","m6i.large","m7i.large","m8i.large","m9i.large","m10i.la...: a node group has 1 to 20 instance types to choose from. Fix: name at least one, as in ["m7i.large"]. [ENV_INSTANCE_TYPES]',
      ],
    ],
    [
      "instance types that are none",
      { "cluster.systemNodes.instanceTypes": ["m7i", "large", "m7i.huge", "db.r7g.large"] },
      [
        'cluster.systemNodes.instanceTypes[0] is "m7i": an EC2 instance type is a family and a size. Fix: write it as in m7i.large. [ENV_INSTANCE_TYPE]',
        'cluster.systemNodes.instanceTypes[1] is "large": an EC2 instance type is a family and a size. Fix: write it as in m7i.large. [ENV_INSTANCE_TYPE]',
        'cluster.systemNodes.instanceTypes[2] is "m7i.huge": an EC2 instance type is a family and a size. Fix: write it as in m7i.large. [ENV_INSTANCE_TYPE]',
        'cluster.systemNodes.instanceTypes[3] is "db.r7g.large": an EC2 instance type is a family and a size. Fix: write it as in m7i.large. [ENV_INSTANCE_TYPE]',
      ],
    ],
    [
      "one node",
      { "cluster.systemNodes.minimum": 1 },
      [
        "cluster.systemNodes.minimum is 1: a node group has 2 to 450 nodes, a whole number: what it carries must outlive one of them. Fix: write a number such as 3. [ENV_NODE_COUNT]",
      ],
    ],
    [
      "half a node",
      { "cluster.systemNodes.minimum": 2.5 },
      [
        "cluster.systemNodes.minimum is 2.5: a node group has 2 to 450 nodes, a whole number: what it carries must outlive one of them. Fix: write a number such as 3. [ENV_NODE_COUNT]",
      ],
    ],
    [
      "451 nodes",
      { "cluster.systemNodes.maximum": 451 },
      [
        "cluster.systemNodes.maximum is 451: a node group has 2 to 450 nodes, a whole number: what it carries must outlive one of them. Fix: write a number such as 3. [ENV_NODE_COUNT]",
      ],
    ],
    [
      "a disk of 19 GiB",
      { "cluster.systemNodes.diskGiB": 19 },
      [
        "cluster.systemNodes.diskGiB is 19: a node's disk has 20 to 16384 GiB, a whole number. Fix: write a number such as 50. [ENV_DISK_SIZE]",
      ],
    ],
    [
      "a disk of 16385 GiB",
      { "cluster.systemNodes.diskGiB": 16385 },
      [
        "cluster.systemNodes.diskGiB is 16385: a node's disk has 20 to 16384 GiB, a whole number. Fix: write a number such as 50. [ENV_DISK_SIZE]",
      ],
    ],
    [
      "worker nodes that break each rule",
      { "cluster.workerNodes": { instanceTypes: ["m7i"], minimum: 1, maximum: 451, diskGiB: 19 } },
      [
        'cluster.workerNodes.instanceTypes[0] is "m7i": an EC2 instance type is a family and a size. Fix: write it as in m7i.large. [ENV_INSTANCE_TYPE]',
        "cluster.workerNodes.minimum is 1: a node group has 2 to 450 nodes, a whole number: what it carries must outlive one of them. Fix: write a number such as 3. [ENV_NODE_COUNT]",
        "cluster.workerNodes.maximum is 451: a node group has 2 to 450 nodes, a whole number: what it carries must outlive one of them. Fix: write a number such as 3. [ENV_NODE_COUNT]",
        "cluster.workerNodes.diskGiB is 19: a node's disk has 20 to 16384 GiB, a whole number. Fix: write a number such as 50. [ENV_DISK_SIZE]",
      ],
    ],
    [
      "Graviton and x86 in one node group",
      { "cluster.workerNodes.instanceTypes": ["m7i.large", "m7g.large", "c7gn.large", "g6e.xlarge"] },
      [
        'cluster.workerNodes.instanceTypes is ["m7i.large","m7g.large","c7gn.large","g6e.xlarge"]: all nodes of a group boot one image, and m7g.large, c7gn.large take another than the rest. Fix: list types of one architecture, Graviton or x86. [ENV_MIXED_ARCHITECTURES]',
      ],
    ],
    [
      "no instance type for worker nodes",
      { "cluster.workerNodes.instanceTypes": [] },
      [
        'cluster.workerNodes.instanceTypes is []: a node group has 1 to 20 instance types to choose from. Fix: name at least one, as in ["m7i.large"]. [ENV_INSTANCE_TYPES]',
      ],
    ],
    ...["0", "101", "33 %", "0%", "101%", "1.5", "all"].map(
      (value): Refusal => [
        `updates that take ${value} nodes away`,
        { "cluster.systemNodes.maxUnavailable": value },
        [
          `cluster.systemNodes.maxUnavailable is "${value}": an update takes 1 to 100 nodes away at a time, or 1% to 100% of them. Fix: write it as a text, as in "1" or "33%". [ENV_NODES_AWAY]`,
        ],
      ],
    ),
    [
      "control plane logs kept for 0 days",
      { "cluster.logRetentionDays": 0 },
      [
        "cluster.logRetentionDays is 0: CloudWatch Logs keeps entries for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days. Fix: write 1. [ENV_LOG_RETENTION]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["the oldest Kubernetes version in standard support", { "cluster.version": "1.34" }],
    ["the newest Kubernetes version", { "cluster.version": "1.36" }],
    [
      "an allow-list of 40 blocks",
      { "cluster.endpoint.allowedCidrs": Array.from({ length: 40 }, (_, i) => `203.0.113.${i}/32`) },
    ],
    ["an allowed block of /8", { "cluster.endpoint.allowedCidrs": ["203.0.0.0/8"] }],
    [
      "allowed blocks beside private addresses",
      { "cluster.endpoint.allowedCidrs": ["172.15.0.0/16", "172.32.0.0/16"] },
    ],
    ["a service block of /12", { "cluster.serviceCidr": "172.16.0.0/12" }],
    ["a service block of /24", { "cluster.serviceCidr": "172.20.0.0/24" }],
    ["node groups of different architectures", { "cluster.systemNodes.instanceTypes": ["m7g.large", "c7gn.large"] }],
    ["one instance type", { "cluster.systemNodes.instanceTypes": ["m7i.large"] }],
    ["20 instance types", { "cluster.systemNodes.instanceTypes": instanceTypes(20) }],
    [
      "instance types of all kinds",
      {
        "cluster.systemNodes.instanceTypes": [
          "m7i.large",
          "m7i-flex.xlarge",
          "c6in.16xlarge",
          "u-6tb1.metal",
          "m7i.metal-24xl",
          "t3.nano",
        ],
      },
    ],
    ["two nodes, and up to 450", { "cluster.systemNodes.minimum": 2, "cluster.systemNodes.maximum": 450 }],
    ["two worker nodes, and up to 450", { "cluster.workerNodes.minimum": 2, "cluster.workerNodes.maximum": 450 }],
    ["a disk of 20 GiB", { "cluster.systemNodes.diskGiB": 20 }],
    ["a disk of 16384 GiB", { "cluster.systemNodes.diskGiB": 16384 }],
    ["control plane logs kept for a day", { "cluster.logRetentionDays": 1 }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("logs", () => {
  it.each<Refusal>([
    [
      "logs of pods kept for a number of days that there is not",
      { logs: { applicationRetentionDays: 91, systemRetentionDays: 2, nodeRetentionDays: 4000 } },
      [
        "logs.applicationRetentionDays is 91: CloudWatch Logs keeps entries for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days. Fix: write 120. [ENV_LOG_RETENTION]",
        "logs.systemRetentionDays is 2: CloudWatch Logs keeps entries for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days. Fix: write 3. [ENV_LOG_RETENTION]",
        "logs.nodeRetentionDays is 4000: CloudWatch Logs keeps entries for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days. Fix: write 3653. [ENV_LOG_RETENTION]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["logs of pods kept for a week and a day", { logs: { applicationRetentionDays: 7, systemRetentionDays: 1 } }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("dns", () => {
  it.each<Refusal>([
    [
      "a bare top-level domain",
      { "dns.domain": "example" },
      [
        'dns.domain is "example": a domain has two or more lower-case labels of 1 to 63 letters, digits and inner hyphens, and no dot at its end. Fix: write it as in shop.example.com. [ENV_DOMAIN]',
      ],
    ],
    [
      "a domain with capitals",
      { "dns.domain": "Shop.example.com" },
      [
        'dns.domain is "Shop.example.com": a domain has two or more lower-case labels of 1 to 63 letters, digits and inner hyphens, and no dot at its end. Fix: write it as in shop.example.com. [ENV_DOMAIN]',
      ],
    ],
    [
      "a domain with a dot at its end",
      { "dns.domain": "shop.example.com." },
      [
        'dns.domain is "shop.example.com.": a domain has two or more lower-case labels of 1 to 63 letters, digits and inner hyphens, and no dot at its end. Fix: write it as in shop.example.com. [ENV_DOMAIN]',
      ],
    ],
    [
      "a domain with an empty label",
      { "dns.domain": "shop..example.com" },
      [
        'dns.domain is "shop..example.com": a domain has two or more lower-case labels of 1 to 63 letters, digits and inner hyphens, and no dot at its end. Fix: write it as in shop.example.com. [ENV_DOMAIN]',
      ],
    ],
    [
      "a domain whose label ends with a hyphen",
      { "dns.domain": "shop-.example.com" },
      [
        'dns.domain is "shop-.example.com": a domain has two or more lower-case labels of 1 to 63 letters, digits and inner hyphens, and no dot at its end. Fix: write it as in shop.example.com. [ENV_DOMAIN]',
      ],
    ],
    [
      "an address in place of a domain",
      { "dns.domain": "203.0.113.7" },
      [
        'dns.domain is "203.0.113.7": a domain has two or more lower-case labels of 1 to 63 letters, digits and inner hyphens, and no dot at its end. Fix: write it as in shop.example.com. [ENV_DOMAIN]',
      ],
    ],
    [
      "a domain label of 64 characters",
      { "dns.domain": `${"a".repeat(64)}.com` },
      [
        'dns.domain is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com": a domain has two or more lower-case labels of 1 to 63 letters, digits and inner hyphens, and no dot at its end. Fix: write it as in shop.example.com. [ENV_DOMAIN]',
        'dns.domain is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com": it has 68 characters, and 62 are allowed, since a certificate\'s name has 64 and covers *.<domain>. Fix: choose a shorter domain. [ENV_DOMAIN_LENGTH]',
      ],
    ],
    [
      "a domain of 63 characters",
      { "dns.domain": `${"a".repeat(59)}.com` },
      [
        'dns.domain is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com": it has 63 characters, and 62 are allowed, since a certificate\'s name has 64 and covers *.<domain>. Fix: choose a shorter domain. [ENV_DOMAIN_LENGTH]',
      ],
    ],
    [
      "a zone id with its path",
      { "dns.zone": { source: "existing", zoneId: "/hostedzone/Z0123456789" } },
      [
        'dns.zone.zoneId is "/hostedzone/Z0123456789": the id of a hosted zone is Z with 7 to 31 capital letters and digits. Fix: write the id that `aws route53 list-hosted-zones` shows, without /hostedzone/. [ENV_ZONE_ID]',
      ],
    ],
    [
      "a zone id in small letters",
      { "dns.zone": { source: "existing", zoneId: "z0123456789" } },
      [
        'dns.zone.zoneId is "z0123456789": the id of a hosted zone is Z with 7 to 31 capital letters and digits. Fix: write the id that `aws route53 list-hosted-zones` shows, without /hostedzone/. [ENV_ZONE_ID]',
      ],
    ],
    [
      "a zone id of 33 characters",
      { "dns.zone": { source: "existing", zoneId: `Z${"1".repeat(32)}` } },
      [
        'dns.zone.zoneId is "Z11111111111111111111111111111111": the id of a hosted zone is Z with 7 to 31 capital letters and digits. Fix: write the id that `aws route53 list-hosted-zones` shows, without /hostedzone/. [ENV_ZONE_ID]',
      ],
    ],
    [
      "a zone id of 7 characters",
      { "dns.zone": { source: "existing", zoneId: "Z123456" } },
      [
        'dns.zone.zoneId is "Z123456": the id of a hosted zone is Z with 7 to 31 capital letters and digits. Fix: write the id that `aws route53 list-hosted-zones` shows, without /hostedzone/. [ENV_ZONE_ID]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a domain of 62 characters", { "dns.domain": `${"a".repeat(58)}.com` }],
    ["a domain of an international name", { "dns.domain": "xn--bcher-kva.example" }],
    ["a zone id of 8 characters", { "dns.zone": { source: "existing", zoneId: "Z1234567" } }],
    ["a zone id of 32 characters", { "dns.zone": { source: "existing", zoneId: `Z${"1".repeat(31)}` } }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("data", () => {
  it.each<Refusal>([
    [
      "an Aurora version without its minor number",
      { "databases.0.engineVersion": "17" },
      [
        'databases[0].engineVersion (orders) is "17": an Aurora PostgreSQL version is a major and a minor number. Fix: write it as in "17.5". [ENV_DATABASE_VERSION]',
      ],
    ],
    [
      "an Aurora version of three numbers",
      { "databases.0.engineVersion": "17.5.1" },
      [
        'databases[0].engineVersion (orders) is "17.5.1": an Aurora PostgreSQL version is a major and a minor number. Fix: write it as in "17.5". [ENV_DATABASE_VERSION]',
      ],
    ],
    [
      "an Aurora version with a minor number of three digits",
      { "databases.0.engineVersion": "16.100" },
      [
        'databases[0].engineVersion (orders) is "16.100": an Aurora PostgreSQL version is a major and a minor number. Fix: write it as in "17.5". [ENV_DATABASE_VERSION]',
      ],
    ],
    [
      "a major version in which every user may make tables",
      { "databases.0.engineVersion": "14.18" },
      [
        'databases[0].engineVersion (orders) is "14.18": Aurora PostgreSQL is used here in the major versions 15, 16, 17, 18: before them every user of a database may make tables. Fix: choose one of them, as in "17.5". [ENV_DATABASE_MAJOR]',
      ],
    ],
    [
      "a major version that Aurora does not have",
      { "databases.0.engineVersion": "19.1" },
      [
        'databases[0].engineVersion (orders) is "19.1": Aurora PostgreSQL is used here in the major versions 15, 16, 17, 18: before them every user of a database may make tables. Fix: choose one of them, as in "17.5". [ENV_DATABASE_MAJOR]',
      ],
    ],
    [
      "an instance class without db.",
      { "databases.0.instanceClass": "r7g.large" },
      [
        'databases[0].instanceClass (orders) is "r7g.large": an Aurora instance class is db.serverless, or db. with a family and a size. Fix: write it as in db.r7g.large. [ENV_DATABASE_CLASS]',
      ],
    ],
    [
      "no database instance",
      { "databases.0.instances": 0 },
      [
        "databases[0].instances (orders) is 0: an Aurora cluster has 1 to 16 instances, a whole number. Fix: write a number such as 2. [ENV_DATABASE_INSTANCES]",
      ],
    ],
    [
      "17 database instances",
      { "databases.0.instances": 17 },
      [
        "databases[0].instances (orders) is 17: an Aurora cluster has 1 to 16 instances, a whole number. Fix: write a number such as 2. [ENV_DATABASE_INSTANCES]",
      ],
    ],
    [
      "backups for 36 days",
      { "databases.0.backupRetentionDays": 36 },
      [
        "databases[0].backupRetentionDays (orders) is 36: Aurora keeps backups for 1 to 35 days, a whole number. Fix: write a number such as 14. [ENV_BACKUP_RETENTION]",
      ],
    ],
    [
      "no backups",
      { "databases.0.backupRetentionDays": 0 },
      [
        "databases[0].backupRetentionDays (orders) is 0: Aurora keeps backups for 1 to 35 days, a whole number. Fix: write a number such as 14. [ENV_BACKUP_RETENTION]",
      ],
    ],
    [
      "a Valkey version that was Redis",
      { "caches.0.engineVersion": "7.1" },
      [
        'caches[0].engineVersion (sessions) is "7.1": a Valkey version is 7.2 or later, as a major and a minor number. Fix: write it as in "8.1". [ENV_CACHE_VERSION]',
      ],
    ],
    [
      "a Valkey version without its minor number",
      { "caches.0.engineVersion": "8" },
      [
        'caches[0].engineVersion (sessions) is "8": a Valkey version is 7.2 or later, as a major and a minor number. Fix: write it as in "8.1". [ENV_CACHE_VERSION]',
      ],
    ],
    [
      "a node type without cache.",
      { "caches.0.nodeType": "m7g.large" },
      [
        'caches[0].nodeType (sessions) is "m7g.large": an ElastiCache node type is cache. with a family and a size. Fix: write it as in cache.m7g.large. [ENV_CACHE_NODE_TYPE]',
      ],
    ],
    [
      "six cache replicas",
      { "caches.0.replicas": 6 },
      [
        "caches[0].replicas (sessions) is 6: a replication group has 0 to 5 replicas, a whole number. Fix: write a number such as 1. [ENV_CACHE_REPLICAS]",
      ],
    ],
    [
      "minus one cache replica",
      { "caches.0.replicas": -1 },
      [
        "caches[0].replicas (sessions) is -1: a replication group has 0 to 5 replicas, a whole number. Fix: write a number such as 1. [ENV_CACHE_REPLICAS]",
      ],
    ],
    [
      "snapshots for 36 days",
      { "caches.0.snapshotRetentionDays": 36 },
      [
        "caches[0].snapshotRetentionDays (sessions) is 36: ElastiCache keeps snapshots for 0 to 35 days, a whole number. Fix: write a number such as 7. [ENV_SNAPSHOT_RETENTION]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["an Aurora version of two digits each", { "databases.0.engineVersion": "16.10" }],
    ["a large instance class", { "databases.0.instanceClass": "db.x2iedn.16xlarge" }],
    ["16 database instances", { "databases.0.instances": 16 }],
    ["backups for 35 days", { "databases.0.backupRetentionDays": 35 }],
    ["a day of backups outside of production", { production: false, "databases.0.backupRetentionDays": 1 }],
    ["the first Valkey version", { "caches.0.engineVersion": "7.2" }],
    ["a small node type", { "caches.0.nodeType": "cache.t4g.micro" }],
    ["five cache replicas", { "caches.0.replicas": 5 }],
    ["snapshots for 35 days", { "caches.0.snapshotRetentionDays": 35 }],
    ["no snapshots outside of production", { production: false, "caches.0.snapshotRetentionDays": 0 }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

const ownFolders =
  'states do not lie in the repository\'s own folders, which are stacks, constructs, environments, cli, docs, bench, __tests__, node_modules, cdktf.out, coverage, .git, .github, .ci. Fix: choose a folder of their own, as in "state"';

describe("state", () => {
  it.each<Refusal>([
    [
      "an absolute state folder",
      { "state.folder": "/var/states" },
      [
        'state.folder is "/var/states": the folder of local states is a relative path inside the repository. Fix: write it as in "state". [ENV_STATE_FOLDER]',
      ],
    ],
    [
      "a state folder outside of the repository",
      { "state.folder": "../states" },
      [
        'state.folder is "../states": the folder of local states is a relative path inside the repository. Fix: write it as in "state". [ENV_STATE_FOLDER]',
      ],
    ],
    [
      "a state folder that climbs out on its way",
      { "state.folder": "a/../../b" },
      [
        'state.folder is "a/../../b": the folder of local states is a relative path inside the repository. Fix: write it as in "state". [ENV_STATE_FOLDER]',
      ],
    ],
    [
      "an empty state folder",
      { "state.folder": "" },
      [
        'state.folder is "": the folder of local states is a relative path inside the repository. Fix: write it as in "state". [ENV_STATE_FOLDER]',
      ],
    ],
    [
      "a state folder that synth empties",
      { "state.folder": "cdktf.out/states" },
      [`state.folder is "cdktf.out/states": ${ownFolders}. [ENV_STATE_FOLDER_TAKEN]`],
    ],
    [
      "a state folder among the sources, on a disk that ignores case",
      { "state.folder": "Stacks" },
      [`state.folder is "Stacks": ${ownFolders}. [ENV_STATE_FOLDER_TAKEN]`],
    ],
    [
      "a state folder in Git's",
      { "state.folder": ".git/states" },
      [`state.folder is ".git/states": ${ownFolders}. [ENV_STATE_FOLDER_TAKEN]`],
    ],
    [
      "a state folder of dots",
      { "state.folder": "." },
      [
        'state.folder is ".": the folder of local states is a relative path inside the repository. Fix: write it as in "state". [ENV_STATE_FOLDER]',
      ],
    ],
    [
      "a bucket prefix with dots",
      { state: { kind: "s3", bucketPrefix: "tideline.states" } },
      [
        "state.bucketPrefix is \"tideline.states\": the prefix of bucket names has lower-case letters, digits and inner hyphens, and none of S3's own prefixes. Fix: write it as in tideline-terraform-prod; xn--, sthree- and amzn-s3-demo- are S3's own. [ENV_BUCKET_PREFIX]",
      ],
    ],
    [
      "a bucket prefix with capitals",
      { state: { kind: "s3", bucketPrefix: "Tideline" } },
      [
        "state.bucketPrefix is \"Tideline\": the prefix of bucket names has lower-case letters, digits and inner hyphens, and none of S3's own prefixes. Fix: write it as in tideline-terraform-prod; xn--, sthree- and amzn-s3-demo- are S3's own. [ENV_BUCKET_PREFIX]",
      ],
    ],
    [
      "a bucket prefix that ends with a hyphen",
      { state: { kind: "s3", bucketPrefix: "tideline-" } },
      [
        "state.bucketPrefix is \"tideline-\": the prefix of bucket names has lower-case letters, digits and inner hyphens, and none of S3's own prefixes. Fix: write it as in tideline-terraform-prod; xn--, sthree- and amzn-s3-demo- are S3's own. [ENV_BUCKET_PREFIX]",
      ],
    ],
    [
      "a bucket prefix that is S3's own",
      { state: { kind: "s3", bucketPrefix: "amzn-s3-demo-states" } },
      [
        "state.bucketPrefix is \"amzn-s3-demo-states\": the prefix of bucket names has lower-case letters, digits and inner hyphens, and none of S3's own prefixes. Fix: write it as in tideline-terraform-prod; xn--, sthree- and amzn-s3-demo- are S3's own. [ENV_BUCKET_PREFIX]",
      ],
    ],
    [
      "a state region that AWS does not have",
      { state: { kind: "s3", region: "eu-west-9" } },
      [
        'state.region is "eu-west-9": a region is one that AWS has, in its short form. Fix: write eu-west-1. [ENV_REGION]',
      ],
    ],
    [
      "an organization with a wildcard",
      { state: { kind: "hcp-terraform", organization: "*", project: "Platform" } },
      [
        'state.organization is "*": the name of an HCP Terraform organization has 3 to 40 letters, digits, hyphens and underscores. Fix: write the name as it stands in the address app.terraform.io/app/<organization>. [ENV_HCP_ORGANIZATION]',
      ],
    ],
    [
      "an organization of 41 characters",
      { state: { kind: "hcp-terraform", organization: "o".repeat(41), project: "Platform" } },
      [
        'state.organization is "ooooooooooooooooooooooooooooooooooooooooo": the name of an HCP Terraform organization has 3 to 40 letters, digits, hyphens and underscores. Fix: write the name as it stands in the address app.terraform.io/app/<organization>. [ENV_HCP_ORGANIZATION]',
      ],
    ],
    [
      "a project with a wildcard",
      { state: { kind: "hcp-terraform", organization: "tideline", project: "Plat*" } },
      [
        'state.project is "Plat*": the name of an HCP Terraform project has 3 to 40 letters, digits, inner spaces, hyphens and underscores. Fix: write the name as HCP Terraform shows it, as in "Platform". [ENV_HCP_PROJECT]',
      ],
    ],
    [
      "a project with a colon",
      { state: { kind: "hcp-terraform", organization: "tideline", project: "a:workspace:b" } },
      [
        'state.project is "a:workspace:b": the name of an HCP Terraform project has 3 to 40 letters, digits, inner spaces, hyphens and underscores. Fix: write the name as HCP Terraform shows it, as in "Platform". [ENV_HCP_PROJECT]',
      ],
    ],
    [
      "a project that ends with a space",
      { state: { kind: "hcp-terraform", organization: "tideline", project: "Platform " } },
      [
        'state.project is "Platform ": the name of an HCP Terraform project has 3 to 40 letters, digits, inner spaces, hyphens and underscores. Fix: write the name as HCP Terraform shows it, as in "Platform". [ENV_HCP_PROJECT]',
      ],
    ],
    [
      "a project of 41 characters",
      { state: { kind: "hcp-terraform", organization: "tideline", project: "p".repeat(41) } },
      [
        'state.project is "ppppppppppppppppppppppppppppppppppppppppp": the name of an HCP Terraform project has 3 to 40 letters, digits, inner spaces, hyphens and underscores. Fix: write the name as HCP Terraform shows it, as in "Platform". [ENV_HCP_PROJECT]',
      ],
    ],
    [
      "an organization of two characters",
      { state: { kind: "hcp-terraform", organization: "ab", project: "Platform" } },
      [
        'state.organization is "ab": the name of an HCP Terraform organization has 3 to 40 letters, digits, hyphens and underscores. Fix: write the name as it stands in the address app.terraform.io/app/<organization>. [ENV_HCP_ORGANIZATION]',
      ],
    ],
    [
      "a project of two characters",
      { state: { kind: "hcp-terraform", organization: "tideline", project: "ab" } },
      [
        'state.project is "ab": the name of an HCP Terraform project has 3 to 40 letters, digits, inner spaces, hyphens and underscores. Fix: write the name as HCP Terraform shows it, as in "Platform". [ENV_HCP_PROJECT]',
      ],
    ],
    [
      "a host with its scheme",
      {
        state: {
          kind: "hcp-terraform",
          organization: "tideline",
          project: "Platform",
          hostname: "https://app.terraform.io",
        },
      },
      [
        'state.hostname is "https://app.terraform.io": the host of HCP Terraform is a lower-case host name without scheme, port and path. Fix: write "app.terraform.io", or the host of your Terraform Enterprise. [ENV_HCP_HOSTNAME]',
      ],
    ],
    ...["1.9.8", "~> 1.11.0", "1.11", "latest"].map(
      (terraformVersion): Refusal => [
        `Terraform ${terraformVersion} for the workspaces`,
        { state: { kind: "hcp-terraform", organization: "tideline", project: "Platform", terraformVersion } },
        [
          `state.terraformVersion is "${terraformVersion}": the Terraform of the workspaces is one version, 1.10.0 or newer. Fix: write it to the patch, as in "1.11.4". [ENV_HCP_TERRAFORM_VERSION]`,
        ],
      ],
    ),
    [
      "an agent pool with a space",
      { state: { kind: "hcp-terraform", organization: "tideline", project: "Platform", agentPool: "in vpc" } },
      [
        'state.agentPool is "in vpc": the name of an agent pool has letters, digits, hyphens and underscores. Fix: write the name as HCP Terraform shows it under Settings, Agents. [ENV_HCP_AGENT_POOL]',
      ],
    ],
    [
      "a webhook for drift in the clear",
      {
        state: {
          kind: "hcp-terraform",
          organization: "tideline",
          project: "Platform",
          notificationUrl: "http://hooks.tideline.example/drift",
        },
      },
      [
        'state.notificationUrl is "http://hooks.tideline.example/drift": the webhook for drift is https with a host and a path. Fix: write it as in https://hooks.tideline.example/drift. [ENV_HCP_NOTIFICATION_URL]',
      ],
    ],
    ...["https://user:word@hooks.tideline.example/drift", "https://hooks.tideline.example/drift?key=s3cr3t"].map(
      (notificationUrl, index): Refusal => [
        `a webhook for drift with ${index === 0 ? "a user" : "a query"}, which is not shown`,
        { state: { kind: "hcp-terraform", organization: "tideline", project: "Platform", notificationUrl } },
        [
          "state.notificationUrl: the webhook for drift stands here for all to read, so it has no user, query and fragment. Fix: have a receiver that needs no secret, as in https://hooks.tideline.example/drift, pass it on. [ENV_HCP_NOTIFICATION_SECRET]",
        ],
      ],
    ),
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a state folder of two levels", { "state.folder": "local/states.d" }],
    ["a state folder beside cdktf.out", { "state.folder": "cdktf.outside" }],
    ["a state folder that a folder of the repository shares its name with", { "state.folder": "state/stacks" }],
    ["a bucket prefix of a digit", { state: { kind: "s3", bucketPrefix: "7" } }],
    ["a state region of its own", { state: { kind: "s3", region: "eu-west-1" } }],
    [
      "an organization and a project of 40 characters, on a host of your own",
      {
        state: {
          kind: "hcp-terraform",
          organization: "o".repeat(40),
          project: `p ${"p".repeat(38)}`,
          hostname: "tfe.tideline.example",
        },
      },
    ],
    [
      "an agent pool, a later Terraform and a webhook with a port",
      {
        state: {
          kind: "hcp-terraform",
          organization: "tideline",
          project: "Platform",
          agentPool: "in_vpc-1",
          terraformVersion: "1.14.0",
          healthAssessments: false,
          notificationUrl: "https://hooks.tideline.example:8443/platform/drift",
        },
      },
    ],
    [
      "an organization and a project of 3 characters",
      { state: { kind: "hcp-terraform", organization: "a_1", project: "a b" } },
    ],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("ci", () => {
  it.each<Refusal>([
    [
      "a GitHub owner with a wildcard",
      { "ci.github.owner": "*" },
      [
        'ci.github.owner is "*": a GitHub owner is one user or organization: up to 39 letters, digits and single inner hyphens, no wildcard. Fix: write the first part of github.com/<owner>/<repository>. [ENV_GITHUB_OWNER]',
      ],
    ],
    [
      "a GitHub owner with its repository",
      { "ci.github.owner": "tideline/platform" },
      [
        'ci.github.owner is "tideline/platform": a GitHub owner is one user or organization: up to 39 letters, digits and single inner hyphens, no wildcard. Fix: write the first part of github.com/<owner>/<repository>. [ENV_GITHUB_OWNER]',
      ],
    ],
    [
      "a GitHub owner with two hyphens in a row",
      { "ci.github.owner": "tide--line" },
      [
        'ci.github.owner is "tide--line": a GitHub owner is one user or organization: up to 39 letters, digits and single inner hyphens, no wildcard. Fix: write the first part of github.com/<owner>/<repository>. [ENV_GITHUB_OWNER]',
      ],
    ],
    [
      "a GitHub owner of 40 characters",
      { "ci.github.owner": "o".repeat(40) },
      [
        'ci.github.owner is "oooooooooooooooooooooooooooooooooooooooo": a GitHub owner is one user or organization: up to 39 letters, digits and single inner hyphens, no wildcard. Fix: write the first part of github.com/<owner>/<repository>. [ENV_GITHUB_OWNER]',
      ],
    ],
    [
      "a GitHub repository with a wildcard",
      { "ci.github.repository": "platform-*" },
      [
        'ci.github.repository is "platform-*": a GitHub repository is one name without its owner: up to 100 letters, digits, dots, hyphens and underscores, no wildcard. Fix: write the second part of github.com/<owner>/<repository>. [ENV_GITHUB_REPOSITORY]',
      ],
    ],
    [
      "a GitHub repository with its owner",
      { "ci.github.repository": "tideline/platform" },
      [
        'ci.github.repository is "tideline/platform": a GitHub repository is one name without its owner: up to 100 letters, digits, dots, hyphens and underscores, no wildcard. Fix: write the second part of github.com/<owner>/<repository>. [ENV_GITHUB_REPOSITORY]',
      ],
    ],
    [
      "a GitHub repository that is a folder",
      { "ci.github.repository": ".." },
      [
        'ci.github.repository is "..": a GitHub repository is one name without its owner: up to 100 letters, digits, dots, hyphens and underscores, no wildcard. Fix: write the second part of github.com/<owner>/<repository>. [ENV_GITHUB_REPOSITORY]',
      ],
    ],
    [
      "a GitHub repository of 101 characters",
      { "ci.github.repository": "r".repeat(101) },
      [
        'ci.github.repository is "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr": a GitHub repository is one name without its owner: up to 100 letters, digits, dots, hyphens and underscores, no wildcard. Fix: write the second part of github.com/<owner>/<repository>. [ENV_GITHUB_REPOSITORY]',
      ],
    ],
    [
      "a GitHub id that is a name",
      { "ci.github.immutableIds": { owner: "tideline", repository: "655350011" } },
      [
        'ci.github.immutableIds.owner is "tideline": an immutable id of GitHub is a number. Fix: write the id that `gh api repos/<owner>/<repository>` shows, as a text of digits. [ENV_GITHUB_ID]',
      ],
    ],
    [
      "a GitHub id of 21 digits",
      { "ci.github.immutableIds": { owner: "1".repeat(21), repository: "1" } },
      [
        'ci.github.immutableIds.owner is "111111111111111111111": an immutable id of GitHub is a number. Fix: write the id that `gh api repos/<owner>/<repository>` shows, as a text of digits. [ENV_GITHUB_ID]',
      ],
    ],
    [
      "a GitLab URL with a slash",
      { "ci.gitlab": { url: "https://gitlab.tideline.example/", project: "platform/strata" } },
      [
        'ci.gitlab.url is "https://gitlab.tideline.example/": the URL of GitLab is https with a lower-case host, and nothing behind it. Fix: write it as in https://gitlab.com, without a slash at its end. [ENV_GITLAB_URL]',
      ],
    ],
    [
      "a GitLab URL with a port of six digits",
      { "ci.gitlab": { url: "https://gitlab.tideline.example:844300", project: "platform/strata" } },
      [
        'ci.gitlab.url is "https://gitlab.tideline.example:844300": the URL of GitLab is https with a lower-case host, and nothing behind it. Fix: write it as in https://gitlab.com, without a slash at its end. [ENV_GITLAB_URL]',
      ],
    ],
    [
      "a GitLab URL without TLS",
      { "ci.gitlab": { url: "http://gitlab.tideline.example", project: "platform/strata" } },
      [
        'ci.gitlab.url is "http://gitlab.tideline.example": the URL of GitLab is https with a lower-case host, and nothing behind it. Fix: write it as in https://gitlab.com, without a slash at its end. [ENV_GITLAB_URL]',
      ],
    ],
    [
      "a GitLab project without a group",
      { "ci.gitlab": { project: "strata" } },
      [
        'ci.gitlab.project is "strata": a GitLab project is its full path, group first, and no wildcard. Fix: write it as in tideline/platform/strata. [ENV_GITLAB_PROJECT]',
      ],
    ],
    [
      "a GitLab project with a wildcard",
      { "ci.gitlab": { project: "tideline/*" } },
      [
        'ci.gitlab.project is "tideline/*": a GitLab project is its full path, group first, and no wildcard. Fix: write it as in tideline/platform/strata. [ENV_GITLAB_PROJECT]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["a GitHub owner of 39 characters", { "ci.github.owner": "o".repeat(39) }],
    ["a GitHub repository of 100 characters", { "ci.github.repository": "r".repeat(100) }],
    ["a GitHub repository with dots and underscores", { "ci.github.repository": ".github_x" }],
    ["immutable ids", { "ci.github.immutableIds": { owner: "65535001", repository: "655350011" } }],
    [
      "a GitLab of your own with a port",
      { "ci.gitlab": { url: "https://gitlab.tideline.example:8443", project: "platform/strata" } },
    ],
    ["a GitLab project in a subgroup", { "ci.gitlab": { project: "tideline/platform/strata.v2" } }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("emulator", () => {
  it.each<Refusal>([
    [
      "an emulator on another machine",
      { emulator: { endpoint: "http://10.0.0.5:4566" } },
      [
        'emulator.endpoint is "http://10.0.0.5:4566": an emulator runs on the machine that runs Terraform: http or https on 127.0.0.1, [::1] or localhost, with a port and nothing behind it. Fix: start the emulator here and write http://127.0.0.1:4566; from elsewhere, forward its port (ssh -L). [ENV_EMULATOR_ENDPOINT]',
      ],
    ],
    [
      "an emulator by a name that needs DNS",
      { emulator: { endpoint: "http://localhost.localstack.cloud:4566" } },
      [
        'emulator.endpoint is "http://localhost.localstack.cloud:4566": an emulator runs on the machine that runs Terraform: http or https on 127.0.0.1, [::1] or localhost, with a port and nothing behind it. Fix: start the emulator here and write http://127.0.0.1:4566; from elsewhere, forward its port (ssh -L). [ENV_EMULATOR_ENDPOINT]',
      ],
    ],
    [
      "an emulator that only starts like this machine",
      { emulator: { endpoint: "http://127.0.0.1.evil.example:4566" } },
      [
        'emulator.endpoint is "http://127.0.0.1.evil.example:4566": an emulator runs on the machine that runs Terraform: http or https on 127.0.0.1, [::1] or localhost, with a port and nothing behind it. Fix: start the emulator here and write http://127.0.0.1:4566; from elsewhere, forward its port (ssh -L). [ENV_EMULATOR_ENDPOINT]',
      ],
    ],
    [
      "an emulator behind a user name",
      { emulator: { endpoint: "http://localhost:4566@evil.example" } },
      [
        "emulator.endpoint: an emulator runs on the machine that runs Terraform: http or https on 127.0.0.1, [::1] or localhost, with a port and nothing behind it. Fix: start the emulator here and write http://127.0.0.1:4566; from elsewhere, forward its port (ssh -L). [ENV_EMULATOR_ENDPOINT]",
        "emulator.endpoint: nothing in an environment is a secret, and this looks like a credential. Fix: keep it in Secrets Manager, and write its ARN or name where one is asked for; take this one back from whoever issued it, since it stands in Git. [ENV_CREDENTIAL]",
      ],
    ],
    [
      "an emulator without a port",
      { emulator: { endpoint: "http://localhost" } },
      [
        'emulator.endpoint is "http://localhost": an emulator runs on the machine that runs Terraform: http or https on 127.0.0.1, [::1] or localhost, with a port and nothing behind it. Fix: start the emulator here and write http://127.0.0.1:4566; from elsewhere, forward its port (ssh -L). [ENV_EMULATOR_ENDPOINT]',
      ],
    ],
    [
      "one service of an emulator on another machine",
      {
        emulator: { endpoint: "http://127.0.0.1:4566", endpoints: { s3: "https://s3.eu-central-1.amazonaws.com:443" } },
      },
      [
        'emulator.endpoints.s3 is "https://s3.eu-central-1.amazonaws.com:443": an emulator runs on the machine that runs Terraform: http or https on 127.0.0.1, [::1] or localhost, with a port and nothing behind it. Fix: start the emulator here and write http://127.0.0.1:4566; from elsewhere, forward its port (ssh -L). [ENV_EMULATOR_ENDPOINT]',
      ],
    ],
    [
      "a kubeconfig beside the environment",
      { emulator: { endpoint: "http://127.0.0.1:4566", cluster: { kubeconfig: "kind.yaml" } } },
      [
        'emulator.cluster.kubeconfig is "kind.yaml": Terraform runs in a folder of each stack, so a kubeconfig is named by its absolute path. Fix: write it as in "/home/me/.kube/config". [ENV_EMULATOR_KUBECONFIG]',
      ],
    ],
    [
      "an emulator on port 65536",
      { emulator: { endpoint: "http://localhost:65536" } },
      [
        'emulator.endpoint is "http://localhost:65536": an emulator runs on the machine that runs Terraform: http or https on 127.0.0.1, [::1] or localhost, with a port and nothing behind it. Fix: start the emulator here and write http://127.0.0.1:4566; from elsewhere, forward its port (ssh -L). [ENV_EMULATOR_ENDPOINT]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["an emulator on port 65535", { emulator: { endpoint: "http://localhost:65535" } }],
    [
      "an emulator over TLS with an authority of its own",
      { emulator: { endpoint: "https://[::1]:4566", caBundle: "/tmp/ca.pem" } },
    ],
    ["an emulator on 127.0.0.1", { emulator: { endpoint: "http://127.0.0.1:4566" } }],
    [
      "an emulator with services and checks of their own, and a cluster that is there",
      {
        emulator: {
          endpoint: "http://127.0.0.1:4566",
          endpoints: { s3: "http://localhost:9000" },
          s3PathStyle: false,
          skip: { credentialsValidation: true, metadataApiCheck: false, regionValidation: true },
          cluster: { kubeconfig: "/home/me/.kube/config", context: "kind-strata" },
        },
      },
    ],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("teams and apps", () => {
  it.each<Refusal>([
    [
      "CPU with a unit of memory",
      { "teams.1.quota.cpu": "16Gi" },
      [
        'teams[1].quota.cpu (fulfilment) is "16Gi": CPU is a number of cores, or of thousandths with m, above zero. Fix: write it as in "500m" or "2". [ENV_CPU]',
      ],
    ],
    [
      "CPU of zero",
      { "apps.4.resources.cpu": "0" },
      [
        'apps[4].resources.cpu (tracking) is "0": CPU is a number of cores, or of thousandths with m, above zero. Fix: write it as in "500m" or "2". [ENV_CPU]',
      ],
    ],
    [
      "CPU finer than a thousandth",
      { "apps.4.resources.cpu": "0.0001" },
      [
        'apps[4].resources.cpu (tracking) is "0.0001": CPU is a number of cores, or of thousandths with m, above zero. Fix: write it as in "500m" or "2". [ENV_CPU]',
      ],
    ],
    [
      "memory with a space",
      { "apps.4.resources.memory": "128 Mi" },
      [
        'apps[4].resources.memory (tracking) is "128 Mi": memory and storage are a number of bytes, or of k, M, G, T, P, Ki, Mi, Gi, Ti or Pi, above zero. Fix: write it as in "512Mi" or "2Gi". [ENV_BYTES]',
      ],
    ],
    [
      "memory in thousandths of a byte",
      { "apps.4.resources.memory": "128m" },
      [
        'apps[4].resources.memory (tracking) is "128m": memory and storage are a number of bytes, or of k, M, G, T, P, Ki, Mi, Gi, Ti or Pi, above zero. Fix: write it as in "512Mi" or "2Gi". [ENV_BYTES]',
      ],
    ],
    [
      "storage of zero",
      { "teams.0.quota.storage": "0Gi" },
      [
        'teams[0].quota.storage (storefront) is "0Gi": memory and storage are a number of bytes, or of k, M, G, T, P, Ki, Mi, Gi, Ti or Pi, above zero. Fix: write it as in "512Mi" or "2Gi". [ENV_BYTES]',
      ],
    ],
    [
      "no room for pods",
      { "teams.1.quota.pods": 0 },
      [
        "teams[1].quota.pods (fulfilment) is 0: a team's namespace has room for 1 to 100000 pods, a whole number. Fix: write a number such as 100. [ENV_POD_QUOTA]",
      ],
    ],
    [
      "a port that needs root",
      { "apps.4.port": 1023 },
      [
        "apps[4].port (tracking) is 1023: a container listens on port 1024 to 65535, a whole number: lower ones need root, and pods do not run as root. Fix: write a number such as 8080. [ENV_PORT]",
      ],
    ],
    [
      "an app without a name on a port that needs root",
      { "apps.4.name": "", "apps.4.port": 80, "apps.3.calledBy": [] },
      [
        'apps[4].name is "": a name starts with a letter and has lower-case letters, digits and single hyphens between them. Fix: start it with a letter, as in web. [ENV_NAME_SHAPE]',
        "apps[4].port is 80: a container listens on port 1024 to 65535, a whole number: lower ones need root, and pods do not run as root. Fix: write a number such as 8080. [ENV_PORT]",
      ],
    ],
    [
      "a port above all ports",
      { "apps.4.port": 65536 },
      [
        "apps[4].port (tracking) is 65536: a container listens on port 1024 to 65535, a whole number: lower ones need root, and pods do not run as root. Fix: write a number such as 8080. [ENV_PORT]",
      ],
    ],
    [
      "a health path without a slash",
      { "apps.4.healthPath": "healthz" },
      [
        'apps[4].healthPath (tracking) is "healthz": a health path starts with a slash and has no space, query or fragment. Fix: write it as in /healthz. [ENV_HEALTH_PATH]',
      ],
    ],
    [
      "a health path with a query",
      { "apps.4.healthPath": "/healthz?full" },
      [
        'apps[4].healthPath (tracking) is "/healthz?full": a health path starts with a slash and has no space, query or fragment. Fix: write it as in /healthz. [ENV_HEALTH_PATH]',
      ],
    ],
    [
      "a subdomain of two labels",
      { "apps.4.subdomain": "track.my" },
      [
        'apps[4].subdomain (tracking) is "track.my": a subdomain is one label of 1 to 63 lower-case letters, digits and inner hyphens: the certificate covers one level. Fix: write one label, as in shop. [ENV_SUBDOMAIN]',
      ],
    ],
    [
      "a subdomain of 64 characters",
      { "apps.4.subdomain": "s".repeat(64) },
      [
        'apps[4].subdomain (tracking) is "ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss": a subdomain is one label of 1 to 63 lower-case letters, digits and inner hyphens: the certificate covers one level. Fix: write one label, as in shop. [ENV_SUBDOMAIN]',
      ],
    ],
    [
      "a subdomain with capitals",
      { "apps.4.subdomain": "Track" },
      [
        'apps[4].subdomain (tracking) is "Track": a subdomain is one label of 1 to 63 lower-case letters, digits and inner hyphens: the certificate covers one level. Fix: write one label, as in shop. [ENV_SUBDOMAIN]',
      ],
    ],
    [
      "no replica",
      { "apps.4.replicas.minimum": 0 },
      [
        "apps[4].replicas.minimum (tracking) is 0: an app has 1 to 1000 replicas, a whole number. Fix: write a number such as 2. [ENV_REPLICAS]",
      ],
    ],
    [
      "1001 replicas",
      { "apps.4.replicas.maximum": 1001, "teams.1.quota": { cpu: "1000", memory: "1000Gi", pods: 5000 } },
      [
        "apps[4].replicas.maximum (tracking) is 1001: an app has 1 to 1000 replicas, a whole number. Fix: write a number such as 2. [ENV_REPLICAS]",
      ],
    ],
    [
      "a digest of 63 digits",
      { "apps.4.image": { digest: `sha256:${"a".repeat(63)}` } },
      [
        'apps[4].image.digest (tracking) is "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": a digest is sha256: with 64 lower-case hexadecimal digits. Fix: write the digest that the registry shows for the image. [ENV_IMAGE_DIGEST]',
      ],
    ],
    [
      "a digest in capitals",
      { "apps.4.image": { digest: `sha256:${"A".repeat(64)}` } },
      [
        'apps[4].image.digest (tracking) is "sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA": a digest is sha256: with 64 lower-case hexadecimal digits. Fix: write the digest that the registry shows for the image. [ENV_IMAGE_DIGEST]',
      ],
    ],
    [
      "a digest of another algorithm",
      { "apps.4.image": { digest: `sha512:${"a".repeat(64)}` } },
      [
        'apps[4].image.digest (tracking) is "sha512:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": a digest is sha256: with 64 lower-case hexadecimal digits. Fix: write the digest that the registry shows for the image. [ENV_IMAGE_DIGEST]',
      ],
    ],
    [
      "the tag that moves",
      { "apps.4.image": { tag: "latest" } },
      [
        'apps[4].image.tag (tracking) is "latest": a tag has 1 to 128 letters, digits, underscores, dots and hyphens, and is not latest, which moves. Fix: write a tag that is never reused, as in "2.14.0". [ENV_IMAGE_TAG]',
      ],
    ],
    [
      "a tag of 129 characters",
      { "apps.4.image": { tag: "t".repeat(129) } },
      [
        'apps[4].image.tag (tracking) is "tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt...: a tag has 1 to 128 letters, digits, underscores, dots and hyphens, and is not latest, which moves. Fix: write a tag that is never reused, as in "2.14.0". [ENV_IMAGE_TAG]',
      ],
    ],
    [
      "a tag with a slash",
      { "apps.4.image": { tag: "release/1" } },
      [
        'apps[4].image.tag (tracking) is "release/1": a tag has 1 to 128 letters, digits, underscores, dots and hyphens, and is not latest, which moves. Fix: write a tag that is never reused, as in "2.14.0". [ENV_IMAGE_TAG]',
      ],
    ],
    [
      "a reference without a registry",
      { "apps.4.image": { reference: "library/nginx:1.29.1" } },
      [
        'apps[4].image.reference (tracking) is "library/nginx:1.29.1": a full reference names registry, repository and a digest or a tag other than latest. Fix: write it with its digest, as in public.ecr.aws/nginx/nginx:1.29.1@sha256:…; a tag alone passes the policy no-mutable-tags only where that is audited or excepted. [ENV_IMAGE_REFERENCE]',
      ],
    ],
    [
      "a reference without a tag",
      { "apps.4.image": { reference: "public.ecr.aws/nginx/nginx" } },
      [
        'apps[4].image.reference (tracking) is "public.ecr.aws/nginx/nginx": a full reference names registry, repository and a digest or a tag other than latest. Fix: write it with its digest, as in public.ecr.aws/nginx/nginx:1.29.1@sha256:…; a tag alone passes the policy no-mutable-tags only where that is audited or excepted. [ENV_IMAGE_REFERENCE]',
      ],
    ],
    [
      "a reference by the tag that moves",
      { "apps.4.image": { reference: "public.ecr.aws/nginx/nginx:latest" } },
      [
        'apps[4].image.reference (tracking) is "public.ecr.aws/nginx/nginx:latest": a full reference names registry, repository and a digest or a tag other than latest. Fix: write it with its digest, as in public.ecr.aws/nginx/nginx:1.29.1@sha256:…; a tag alone passes the policy no-mutable-tags only where that is audited or excepted. [ENV_IMAGE_REFERENCE]',
      ],
    ],
    [
      "a setting in small letters",
      { "apps.4.settings": { logLevel: "info" } },
      [
        "apps[4].settings.logLevel (tracking): the name of a setting has capital letters, digits and underscores, and does not start with a digit. Fix: write it as in LOG_LEVEL. [ENV_SETTING_NAME]",
      ],
    ],
    [
      "a setting that starts with a digit",
      { "apps.4.settings": { "1ST": "info" } },
      [
        'apps[4].settings["1ST"] (tracking): the name of a setting has capital letters, digits and underscores, and does not start with a digit. Fix: write it as in LOG_LEVEL. [ENV_SETTING_NAME]',
      ],
    ],
    [
      "settings whose names say secret",
      {
        "apps.4.settings": {
          DB_PASSWORD: "x",
          API_KEY: "x",
          GITHUB_TOKEN_PROD: "x",
          STRIPE_SECRET: "x",
          DB_PWD: "x",
          SIGNING_KEY: "x",
        },
      },
      [
        "apps[4].settings.DB_PASSWORD (tracking): a setting is never a secret, and this name says that it is one. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_NAME]",
        "apps[4].settings.API_KEY (tracking): a setting is never a secret, and this name says that it is one. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_NAME]",
        "apps[4].settings.GITHUB_TOKEN_PROD (tracking): a setting is never a secret, and this name says that it is one. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_NAME]",
        "apps[4].settings.STRIPE_SECRET (tracking): a setting is never a secret, and this name says that it is one. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_NAME]",
        "apps[4].settings.DB_PWD (tracking): a setting is never a secret, and this name says that it is one. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_NAME]",
        "apps[4].settings.SIGNING_KEY (tracking): a setting is never a secret, and this name says that it is one. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_NAME]",
      ],
    ],
    [
      "an AWS access key as a setting",
      { "apps.4.settings": { KEY_ID: "AKIAIOSFODNN7EXAMPLE" } },
      [
        "apps[4].settings.KEY_ID (tracking): a setting is never a secret, and this value looks like a credential. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_VALUE]",
      ],
    ],
    [
      "a private key as a setting",
      { "apps.4.settings": { TLS: "-----BEGIN RSA PRIVATE KEY-----" } },
      [
        "apps[4].settings.TLS (tracking): a setting is never a secret, and this value looks like a credential. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_VALUE]",
      ],
    ],
    [
      "tokens as settings",
      {
        "apps.4.settings": {
          GH: `ghp_${"a".repeat(36)}`,
          GL: `glpat-${"a".repeat(20)}`,
          SLACK: `xoxb-${"1".repeat(12)}`,
          STRIPE: `sk_live_${"a".repeat(24)}`,
          JWT: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
        },
      },
      [
        "apps[4].settings.GH (tracking): a setting is never a secret, and this value looks like a credential. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_VALUE]",
        "apps[4].settings.GL (tracking): a setting is never a secret, and this value looks like a credential. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_VALUE]",
        "apps[4].settings.SLACK (tracking): a setting is never a secret, and this value looks like a credential. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_VALUE]",
        "apps[4].settings.STRIPE (tracking): a setting is never a secret, and this value looks like a credential. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_VALUE]",
        "apps[4].settings.JWT (tracking): a setting is never a secret, and this value looks like a credential. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_VALUE]",
      ],
    ],
    [
      "a URL with a password as a setting",
      { "apps.4.settings": { DB_URL: "postgres://app:hunter2@db.example/orders" } },
      [
        "apps[4].settings.DB_URL (tracking): a setting is never a secret, and this value looks like a credential. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_VALUE]",
      ],
    ],
    [
      "a caller without its team",
      { "apps.4.calledBy": ["web"] },
      [
        'apps[4].calledBy[0] (tracking) is "web": a caller is an app with its team. Fix: write it as in storefront/web. [ENV_CALLER]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["CPU of a thousandth", { "apps.4.resources.cpu": "0.001" }],
    ["CPU with a fraction", { "teams.1.quota.cpu": "2.5" }],
    [
      "memory in bytes, and storage in decimal units",
      { "apps.4.resources.memory": "134217728", "teams.0.quota.storage": "1.5T" },
    ],
    ["the first port that needs no root", { "apps.4.port": 1024 }],
    ["the last port", { "apps.4.port": 65535 }],
    ["the root as a health path", { "apps.4.healthPath": "/" }],
    ["a subdomain of 63 characters", { "apps.4.subdomain": "s".repeat(63) }],
    ["a subdomain of one digit", { "apps.4.subdomain": "1" }],
    [
      "1000 replicas",
      { "apps.4.replicas.maximum": 1000, "teams.1.quota": { cpu: "1000", memory: "1000Gi", pods: 5000 } },
    ],
    ["a digest of 64 digits", { "apps.4.image": { digest: `sha256:${"a1".repeat(32)}` } }],
    ["a tag of 128 characters", { "apps.4.image": { tag: "t".repeat(128) } }],
    ["a tag that only starts with latest", { "apps.4.image": { tag: "latest-2026" } }],
    ["a reference by a tag", { "apps.4.image": { reference: "localhost:5000/nginx:1.29.1" } }],
    [
      "a reference by a digest, whatever the tag",
      { "apps.4.image": { reference: `public.ecr.aws/nginx/nginx:latest@sha256:${"0f".repeat(32)}` } },
    ],
    ["a setting that starts with an underscore", { "apps.4.settings": { _JAVA_OPTIONS: "-Xmx64m" } }],
    [
      "settings that only tell of secrets",
      {
        "apps.4.settings": {
          DB_PASSWORD_SECRET_ARN: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:x",
          TOKEN_TTL_SECONDS: "60",
          PASSWORD_MIN_LENGTH: "12",
          KEYBOARD: "de",
          SORT_KEY: "id",
        },
      },
    ],
    ["a URL with a user name", { "apps.4.settings": { DB_URL: "postgres://app@db.example:5432/orders" } }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("entries that stand twice", () => {
  const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

  it.each([
    ["apps.4.calledBy", ["storefront/web", "storefront/web"], "apps[4].calledBy[1] (tracking)"],
    ["apps.4.uses.databases", ["orders", "orders"], "apps[4].uses.databases[1] (tracking)"],
    ["apps.4.uses.caches", ["sessions", "sessions"], "apps[4].uses.caches[1] (tracking)"],
    ["rootAdministrators", [arn("a"), arn("b"), arn("a")], "rootAdministrators[2]"],
    ["people.breakGlass", [arn("a"), arn("a")], "people.breakGlass[1]"],
    ["people.operators", [arn("a"), arn("a")], "people.operators[1]"],
    ["people.databaseAdministrators", [arn("a"), arn("a")], "people.databaseAdministrators[1]"],
    ["people.auditors", [arn("a"), arn("a")], "people.auditors[1]"],
    ["teams.0.developers", [arn("a"), arn("a")], "teams[0].developers[1] (storefront)"],
    ["cluster.systemNodes.instanceTypes", ["m7i.large", "m7i.large"], "cluster.systemNodes.instanceTypes[1]"],
    ["cluster.workerNodes.instanceTypes", ["m7i.xlarge", "m7i.xlarge"], "cluster.workerNodes.instanceTypes[1]"],
    ["network.reservedCidrs", ["10.64.0.0/12", "10.64.0.0/12"], "network.reservedCidrs[1]"],
    ["cluster.endpoint.allowedCidrs", ["203.0.113.0/24", "203.0.113.0/24"], "cluster.endpoint.allowedCidrs[1]"],
  ])("refuses them in %s", (path, entries, place) => {
    expect(findingsOn({ [path]: entries })).toEqual([
      `${place} is "${entries[0]}": every entry of a list stands in it once. Fix: leave it out. [ENV_ENTRY_REPEATED]`,
    ]);
  });

  it.each<Acceptance>([
    ["one person in two roles", { "people.operators": [arn("a")], "people.auditors": [arn("a")] }],
    ["an entry that only begins as another one", { rootAdministrators: [arn("a"), arn("ab")] }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});

describe("what Terraform would evaluate", () => {
  const finding = (place: string, value: string) =>
    `${place} is ${JSON.stringify(value)}: a text holds neither \${ nor %{, which Terraform would evaluate instead of taking it as it stands. Fix: leave \${ and %{ out. [ENV_TEMPLATE]`;
  const [dollar, percent] = ["$" + "{path.module}", "%" + "{ if true }"];

  it.each([
    ["apps.4.healthPath", `/${dollar}`, "apps[4].healthPath (tracking)"],
    ["apps.4.healthPath", "/%" + "{if", "apps[4].healthPath (tracking)"],
    ["emulator", { endpoint: "http://127.0.0.1:4566", caBundle: dollar }, "emulator.caBundle", dollar],
    ["emulator", { endpoint: "http://127.0.0.1:4566", caBundle: percent }, "emulator.caBundle", percent],
  ])("refuses it in %s", (path, value, place, shown = String(value)) => {
    expect(findingsOn({ [path]: value })).toEqual([finding(place, shown)]);
  });

  it.each([
    ["state.folder", dollar, "state.folder", dollar],
    ["state", { kind: "s3", bucketPrefix: dollar }, "state.bucketPrefix", dollar],
    ["dns.domain", `${dollar}.example`, "dns.domain", `${dollar}.example`],
    ["apps.4.image", { reference: `${dollar}/nginx:1` }, "apps[4].image.reference (tracking)", `${dollar}/nginx:1`],
    ["aws.tags", { owner: percent }, "aws.tags.owner", percent],
    ["aws.tags", { [dollar]: "platform" }, `aws.tags[${JSON.stringify(dollar)}]`, "platform"],
    ["rootAdministrators", [dollar], "rootAdministrators[0]", dollar],
    ["apps.4.uses.caches", [dollar], "apps[4].uses.caches[0] (tracking)", dollar],
  ])("refuses it in %s, beside what the value breaks anyway", (path, value, place, shown) => {
    expect(findingsOn({ [path]: value })).toContain(finding(place, shown));
  });

  it.each<Acceptance>([
    ["it in settings, which are escaped", { "apps.4.settings": { GREETING: `${dollar} ${percent}` } }],
    ["dollars, percent signs and braces apart from one another", { "apps.4.healthPath": "/$a%20{b}" }],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});
