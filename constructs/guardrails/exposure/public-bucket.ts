import type { ResolvedElement } from "../../stack/resolved-tree";
import { bucketsIn } from "../buckets";
import { at, type FinishedTree } from "../finished-tree";
import { blocksAt, switched } from "../provider-values";
import { statementsOf } from "../resource-policies";
import type { Rule, Violation } from "../rule";
import { letsEverybodyIn } from "./public-statements";

const blocks = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
const publicAcls = ["authenticated-read", "public-read", "public-read-write"];
const publicGroups = /global\/(AllUsers|AuthenticatedUsers)$/;

export const publicBucket: Rule = {
  id: "public-bucket",
  title: "No bucket can be made public",
  severity: "critical",
  sources: ["AWS Security Hub S3.1, S3.2, S3.3, S3.8, S3.19", "CIS AWS Foundations Benchmark v3.0.0, 2.1.4"],
  check: (tree) => [
    ...bucketsIn(tree)
      .filter(({ of }) => of("aws_s3_bucket_public_access_block").length === 0)
      .map(({ bucket }) => unblocked(bucket)),
    ...tree
      .resources("aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block")
      .flatMap((block) => openings(block, "", block.body, false)),
    ...tree
      .resources("aws_s3_access_point")
      .flatMap((point) =>
        blocksAt(point.body, "public_access_block_configuration").flatMap(({ place, block }) =>
          openings(point, place, block, true),
        ),
      ),
    ...tree.resources("aws_s3_bucket_acl", "aws_s3_bucket", "aws_s3_object").flatMap(publicAcl),
    ...tree
      .resources("aws_s3_bucket_policy", "aws_s3_bucket", "aws_s3_access_point", "aws_s3control_access_point_policy")
      .flatMap((element) => publicPolicy(tree, element)),
  ],
};

function unblocked(bucket: ResolvedElement): Violation {
  return {
    ...at(bucket),
    problem: "nothing keeps an ACL or a policy from making it public",
    fix: "declare an aws_s3_bucket_public_access_block with all four settings true, or the bucket as a Bucket of constructs/storage",
  };
}

function openings(element: ResolvedElement, place: string, block: Record<string, unknown>, byDefault: boolean) {
  return blocks
    .filter((name) => switched(block[name], byDefault) === false)
    .map((name) => ({
      ...at(element, place === "" ? name : `${place}.${name}`),
      value: block[name],
      problem: "it lets an ACL or a policy make objects public",
      fix: `set ${name} to true`,
    }));
}

function publicAcl(element: ResolvedElement): readonly Violation[] {
  const { acl } = element.body;
  const grants = [...blocksAt(element.body, "access_control_policy.grant.grantee"), ...blocksAt(element.body, "grant")];
  const toAll = grants.filter(({ block }) => publicGroups.test(String(block.uri)));
  const found = [
    ...(publicAcls.includes(acl) ? [{ argument: "acl", value: acl }] : []),
    ...toAll.map(({ place, block }) => ({ argument: `${place}.uri`, value: block.uri })),
  ];
  return found.map(({ argument, value }) => ({
    ...at(element, argument),
    value,
    problem: "everybody may read what is in it",
    fix: "leave the ACL out: ACLs are off, and the bucket's policy says who reads",
  }));
}

function publicPolicy(tree: FinishedTree, element: ResolvedElement): readonly Violation[] {
  const statements = statementsOf(tree, element, element.body.policy) ?? [];
  return statements.filter(letsEverybodyIn).map(({ sid, actions }) => ({
    ...at(element, "policy"),
    value: sid || actions,
    problem: "this statement lets in everybody on the internet",
    fix: "name the accounts or services as its principals, or narrow it by aws:PrincipalArn, aws:SourceArn or aws:SourceVpce",
  }));
}
