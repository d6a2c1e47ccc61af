import type { RightGroup, RoleDifference } from "./difference";
import { serviceOf } from "./difference";
import { conditionLines, type Home, shortArn } from "./short";

/** One line of a comparison. */
export interface DifferenceRow {
  readonly sign: "+" | "-";
  /** Which part of the role changed and how: `boundary no longer denies`. */
  readonly change: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly string[];
}

export function differenceRows(
  { gained, lost }: Pick<RoleDifference, "gained" | "lost">,
  home: Home,
): readonly DifferenceRow[] {
  return [...gained.map((one) => row("+", one, home)), ...lost.map((one) => row("-", one, home))];
}

function row(sign: DifferenceRow["sign"], group: RightGroup, home: Home): DifferenceRow {
  const { source, effect, actions, resources, conditions } = group;
  const verb = effect === "Allow" ? "allows" : "denies";
  const stays = (sign === "+") === (effect === "Allow");
  return {
    sign,
    change: `${source === "policy" ? "" : `${source} `}${stays ? verb : `no longer ${verb}`}`,
    actions,
    resources: resources.map((arn) => shortArn(arn, serviceOf(actions), home)),
    conditions: conditionLines(conditions),
  };
}
