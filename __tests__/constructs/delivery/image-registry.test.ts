import { imageLifecycle } from "../../../constructs/delivery/image-lifecycle";
import { ImageRegistry } from "../../../constructs/delivery/image-registry";
import { synthesize } from "../../support/synthesize";

let urls: Readonly<Record<string, string>> = {};
const stack = synthesize((scope) => {
  urls = new ImageRegistry(scope, "images", {
    apps: [
      { team: "shop", name: "web" },
      { team: "shop", name: "catalog" },
      // With hyphens for both levels, these two would have one address.
      { team: "a-b", name: "c" },
      { team: "a", name: "b-c" },
    ],
    repositoryName: (team, app) => `strata-test/${team}/${app}`,
    keyArn: "arn:aws:kms:eu-central-1:111122223333:key/images",
  }).urls;
});

it("has one repository an app", () => {
  const names = Object.entries(stack.all("aws_ecr_repository")).map(([address, { name }]) => [address, name]);
  expect(Object.fromEntries(names)).toEqual({
    images_shop_web_repository: "strata-test/shop/web",
    images_shop_catalog_repository: "strata-test/shop/catalog",
    "images_a-b_c_repository": "strata-test/a-b/c",
    "images_a_b-c_repository": "strata-test/a/b-c",
  });
});

it("hands out the URLs by team and app", () => {
  expect(Object.keys(urls)).toEqual(["shop/web", "shop/catalog", "a-b/c", "a/b-c"]);
});

it("makes repositories whose tags never move, scanned, encrypted, and not deleted with images in them", () => {
  for (const repository of Object.values(stack.all("aws_ecr_repository"))) {
    expect(repository).toMatchObject({
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [
        { encryption_type: "KMS", kms_key: "arn:aws:kms:eu-central-1:111122223333:key/images" },
      ],
      force_delete: false,
    });
    expect(repository).not.toHaveProperty("image_tag_mutability_exclusion_filter");
  }
});

it("opens no repository to other accounts, and leaves the account's scanning configuration alone", () => {
  expect(stack.types).toEqual(["aws_ecr_lifecycle_policy", "aws_ecr_repository"]);
});

it("gives every repository the lifecycle", () => {
  const policies = Object.values(stack.all("aws_ecr_lifecycle_policy"));
  expect(policies.map(({ repository }) => repository)).toEqual(
    Object.keys(stack.all("aws_ecr_repository")).map((address) => `\${aws_ecr_repository.${address}.name}`),
  );
  for (const { policy } of policies) expect(JSON.parse(policy)).toEqual(imageLifecycle());
});

describe("the lifecycle", () => {
  const { rules } = imageLifecycle({ untaggedDays: 7, unusedDays: 120, archivedDays: 200 });

  it("deletes no tagged image but out of the archive, and archives by the last pull alone", () => {
    const reaching = rules.filter(({ selection }) => selection.tagStatus !== "untagged");
    expect(reaching.map(({ selection, action }) => ({ ...selection, ...action }))).toEqual([
      {
        tagStatus: "any",
        countType: "sinceImagePulled",
        countUnit: "days",
        countNumber: 120,
        type: "transition",
        targetStorageClass: "archive",
      },
      {
        tagStatus: "any",
        storageClass: "archive",
        countType: "sinceImageTransitioned",
        countUnit: "days",
        countNumber: 200,
        type: "expire",
      },
    ]);
  });

  it("deletes images without a tag soon", () => {
    const [untagged] = rules.filter(({ selection }) => selection.tagStatus === "untagged");
    expect(untagged).toMatchObject({
      rulePriority: 1,
      selection: { countType: "sinceImagePushed", countUnit: "days", countNumber: 7 },
      action: { type: "expire" },
    });
  });

  it("keeps what the defaults say", () => {
    expect(imageLifecycle().rules.map(({ selection }) => selection.countNumber)).toEqual([14, 180, 365]);
    expect(imageLifecycle().rules.map(({ rulePriority }) => rulePriority)).toEqual([1, 2, 3]);
  });
});
