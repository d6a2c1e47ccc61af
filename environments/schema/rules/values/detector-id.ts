import { valueRule } from "../value-rule";

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html; ids are 32 hexadecimal digits. */
export const detectorId = valueRule<string>({
  code: "ENV_DETECTOR_ID",
  states: "the id of a GuardDuty detector is 32 digits and letters from a to f",
  fix: "write the id that `aws guardduty list-detectors` shows",
  allows: (value) => /^[0-9a-f]{32}$/.test(value),
});
