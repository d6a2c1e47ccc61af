import { sourceFolder } from "../constructs/stack/source-folder";

/** The folder of this checkout. */
export function checkoutFolder(): string {
  return sourceFolder("cdktf.json");
}
