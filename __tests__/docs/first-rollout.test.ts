import fs from "node:fs";
import path from "node:path";

const page = fs.readFileSync(path.join(__dirname, "../../docs/operations/first-rollout.md"), "utf8");

it("the first rollout is told in its order", () => {
  const steps = [
    "npx platform bootstrap",
    "npx cdktf deploy identity",
    "DEPLOY_AS=apply npx platform ready",
    "DEPLOY_AS=apply npx cdktf deploy '*'",
    "npx platform permissions record",
    "npx platform bootstrap --check",
  ];
  const places = steps.map((step) =>
    page.indexOf(`\n${step}`.replace("\nnpx platform permissions", "npx platform permissions")),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
