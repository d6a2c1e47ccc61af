import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { resetBackendPointer } from "../../../constructs/state/backend-pointer";

const json = (s3: object) => JSON.stringify({ terraform: { backend: { s3: { bucket: "b", key: "k", ...s3 } } } });
const plan = { assume_role: { role_arn: "plan" } };

it.each([
  ["a role appears", json({}), json(plan), false],
  ["the role changes", json(plan), json({ assume_role: { role_arn: "apply" } }), false],
  ["the role goes away", json(plan), json({}), false],
  ["nothing changes", json(plan), json(plan), true],
  ["the bucket changes as well: Terraform has to ask", json(plan), json({ bucket: "c" }), true],
  ["another kind of backend comes", json({}), JSON.stringify({ terraform: { backend: { local: {} } } }), true],
])("Terraform's memory of its backend when %s", (_, previous, next, kept) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-pointer-"));
  const pointer = path.join(folder, ".terraform", "terraform.tfstate");
  fs.mkdirSync(path.dirname(pointer));
  fs.writeFileSync(pointer, "{}");
  resetBackendPointer(folder, previous, next);
  expect(fs.existsSync(pointer)).toBe(kept);
  fs.rmSync(folder, { recursive: true });
});
