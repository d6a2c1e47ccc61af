import type { BoundaryContext } from "../boundary-context";
import { adopted, all, at, born, tagged } from "../own";
import { type Reach, reads } from "./reach";

/** The one detector of account and region: the environment's own, or the one that it names, whose features it turns on. */
export const detector: Reach = (context) => {
  const detectors = all(context, "guardduty", "detector");
  return [
    reads("guardduty:GetDetector", "guardduty:ListTags*"),
    {
      actions: ["guardduty:*Detector", "guardduty:*TagResource"],
      resources: detectors,
      conditions: tagged(context),
    },
    { actions: ["guardduty:CreateDetector"], resources: ["*"], conditions: born(context) },
    // A new detector gets its tags by a right of its own.
    {
      actions: ["guardduty:TagResource"],
      resources: detectors,
      conditions: adopted(context),
    },
    ...existing(context),
  ];
};

function existing(context: BoundaryContext) {
  const { detectorId } = context;
  if (detectorId === undefined) return [];
  return [{ actions: ["guardduty:UpdateDetector"], resources: [at(context, "guardduty", `detector/${detectorId}`)] }];
}
