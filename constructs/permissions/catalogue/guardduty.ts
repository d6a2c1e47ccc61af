import type { Catalogue, Grant, ResourceView } from "../entry";
import { adoptingTags, creating, on, owned, retagging, serviceLinkedRole } from "../ownership";

/** Amazon GuardDuty. A detector's id is AWS's choice, so that rights on one that is made here rest on tags. */
const detectors = ({ names }: ResourceView) => [names.arn("guardduty", "detector/*")];

/** A detector that was there before is the one that the environment names; it bears no tags of ours. */
const named = (r: ResourceView) => {
  const id = r.text("detector_id");
  return id === "*" ? undefined : [r.names.arn("guardduty", `detector/${id}`)];
};

const changing = (r: ResourceView): Grant => {
  const exact = named(r);
  return exact ? on(exact, "guardduty:UpdateDetector") : owned(r, ["guardduty:UpdateDetector"], detectors(r));
};

const linkedRole = (r: ResourceView) => serviceLinkedRole(r, "guardduty.amazonaws.com");

export const guardduty: Catalogue = {
  aws_guardduty_detector: {
    arn: (r) => detectors(r).join(),
    create: (r) => [
      {
        ...creating(r, ["guardduty:CreateDetector"], ["*"]),
        because: "a new detector has no ARN: the action knows no resource (service authorization reference, GuardDuty)",
      },
      adoptingTags(r, ["guardduty:TagResource"], detectors(r)),
      linkedRole(r),
    ],
    read: (r) => [on(detectors(r), "guardduty:GetDetector", "guardduty:ListTagsForResource")],
    update: (r) => [
      owned(r, ["guardduty:UpdateDetector"], detectors(r)),
      retagging(r, ["guardduty:TagResource", "guardduty:UntagResource"], detectors(r)),
    ],
    delete: (r) => [owned(r, ["guardduty:DeleteDetector"], detectors(r))],
  },
  aws_guardduty_detector_feature: {
    arn: (r) => (named(r) ?? detectors(r)).join(),
    create: (r) => [changing(r), linkedRole(r)],
    read: (r) => [on(named(r) ?? detectors(r), "guardduty:GetDetector")],
    update: (r) => [changing(r)],
    // Terraform forgets a feature and leaves it as it is.
    delete: () => [],
  },
};
