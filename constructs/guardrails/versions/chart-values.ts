import { chartReleases } from "../charts/releases";
import { at, type FinishedTree } from "../finished-tree";
import { blocks } from "../provider-values";
import type { Violation } from "../rule";

const moving = "latest|stable|edge|nightly|main|master|dev|develop";
const inValues = new RegExp(
  `"?\\b(?:tag|imageTag)"?\\s*:\\s*"?(${moving})"?(?=[\\s,}]|$)|"?\\bimage"?\\s*:\\s*"?([\\w./:-]+:(?:${moving}))"?(?=[\\s,}]|$)`,
  "g",
);
const movingTag = new RegExp(`^(?:${moving})$`);
const movingImage = new RegExp(`:(?:${moving})$`);

/**
 * Values of charts that ask for an image by a tag which moves. The record of the chart was made with other values
 * then, and does not know them.
 */
export function floatingTags(tree: FinishedTree): readonly Violation[] {
  return chartReleases(tree).flatMap((release) => {
    const { values = [], set = [] } = release.body;
    const found = [
      ...blocks(values).flatMap((text, index) =>
        [...`${text}`.matchAll(inValues)].map(([, tag, image]) => ({ place: `values[${index}]`, value: tag ?? image })),
      ),
      ...blocks(set).flatMap(({ name, value }, index) =>
        isMoving(`${name}`, `${value}`) ? [{ place: `set[${index}].value`, value }] : [],
      ),
    ];
    return found.map(({ place, value }) => ({
      ...at(release, place),
      value,
      problem: "the value asks for an image by a tag that moves: another one with each push",
      fix: "leave it out, so that the pinned chart decides, or write the tag of one release or a digest",
    }));
  });
}

function isMoving(name: string, value: string): boolean {
  return (
    (/(^|\.)(tag|imageTag)$/.test(name) && movingTag.test(value)) ||
    (/(^|\.)image$/.test(name) && movingImage.test(value))
  );
}
