import fs from "node:fs";
import path from "node:path";
import { findingsOn } from "../environments/broken";

const page = fs.readFileSync(path.join(__dirname, "../../docs/operations/nodes.md"), "utf8");

it("shows pools that an environment may have", () => {
  const [, example = ""] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
  const { autoscaling } = new Function(`return {${example}}`)();
  expect(autoscaling.nodePools).toHaveLength(2);
  expect(findingsOn({ autoscaling })).toEqual([]);
});
