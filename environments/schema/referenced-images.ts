import { isObject } from "./path";
import type { Path } from "./rules/finding";

export interface ReferencedImage {
  /** From the apps to the reference. */
  readonly path: Path;
  /** The full reference of the image. */
  readonly reference: string;
}

/** Every image that apps name by its full reference, wherever in an app it stands. */
export function referencedImages(apps: unknown, path: Path = []): readonly ReferencedImage[] {
  if (!isObject(apps)) return [];
  return Object.entries(apps).flatMap(([key, value]) => {
    const below = [...path, Array.isArray(apps) ? Number(key) : key];
    return below.at(-2) === "image" && key === "reference" && typeof value === "string"
      ? [{ path: below, reference: value }]
      : referencedImages(value, below);
  });
}
