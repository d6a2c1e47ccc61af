import { imageReference } from "../../../constructs/workloads/image";

const repository = () => "111122223333.dkr.ecr.eu-central-1.amazonaws.com/strata-demo/storefront/web";

it.each([
  [{ digest: "sha256:abc" }, `${repository()}@sha256:abc`],
  [{ tag: "2.14.0" }, `${repository()}:2.14.0`],
])("an image of the app's own repository: %j", (image, reference) => {
  expect(imageReference(image, repository)).toBe(reference);
});

it("an image from elsewhere asks for no repository", () => {
  const unasked = () => {
    throw new Error("asked for the repository");
  };
  expect(imageReference({ reference: "registry.example/web:1" }, unasked)).toBe("registry.example/web:1");
});
