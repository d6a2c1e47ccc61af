import type { Html } from "../html/html";
import type { Report } from "../model/report";
import { lazyTable, section } from "./parts";

/** How near the policies are to what IAM takes. */
export function policySizesView({ sizes }: Report): Html {
  const full = sizes.filter(({ size, limit }) => size / limit > 0.9).length;
  return section(
    "policies",
    "Policy sizes",
    `How near are policies to IAM's limits? Characters as they are sent to IAM, the fullest first; ${full} of ${sizes.length} are above nine tenths.`,
    lazyTable({
      name: "sizes",
      caption: "Sizes against IAM's limits",
      search: "role or policy",
      choice: { label: "What", values: [...new Set(sizes.map(({ what }) => what))], all: "everything" },
    }),
  );
}
