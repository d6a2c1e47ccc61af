import type { PlatformApp } from "../../../constructs/stack/platform-app";
import { Output } from "../../report/output/output";

/** The output of an app that was checked, as the report reads it, without writing it anywhere. */
export function outputInMemory(app: PlatformApp): Output {
  const stacks = app.stacks.map((stack) => {
    return [`stacks/${stack.id}/cdk.tf.json`, () => JSON.stringify(stack.toTerraform())] as const;
  });
  const files = new Map<string, () => string>([...Object.entries(app.files()), ...stacks]);
  return new Output(
    app.stacks.map(({ id }) => id),
    (file) => files.get(file)?.(),
  );
}
