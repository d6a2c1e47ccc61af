import { type Manifest, manifestsIn } from "./manifests";

/** Files of a folder `crds/` of the chart or of one within it; a folder below `templates/` is none. */
const fromFolder = /^# Source: (?:[^/\n]+\/charts\/)*[^/\n]+\/crds\/[^\n]+$/m;

/** What of a rendering Helm takes from folders `crds/`: it belongs to no release. */
export interface RenderedParts {
  readonly folders: string;
  /** What the templates make. */
  readonly release: string;
}

/** Tells the parts of a rendering apart by the comment with which Helm names the source of each. */
function renderedParts(yaml: string): RenderedParts {
  const folders: string[] = [];
  const release: string[] = [];
  let inFolder = false;
  for (const document of yaml.split(/^(?=---$)/m)) {
    // A file may hold several definitions, of which Helm marks the first.
    if (/^# Source: /m.test(document)) inFolder = fromFolder.test(document);
    (inFolder ? folders : release).push(document);
  }
  return { folders: folders.join(""), release: release.join("") };
}

export interface RenderedObjects {
  /** All objects. */
  readonly manifests: readonly Manifest[];
  /** Names of the definitions among them that Helm installs once. */
  readonly once: ReadonlySet<string>;
  /** What belongs to the release, as YAML. */
  readonly release: string;
}

export function renderedObjects(yaml: string): RenderedObjects {
  const { folders, release } = renderedParts(yaml);
  const definitions = manifestsIn(folders);
  return {
    manifests: [...definitions, ...manifestsIn(release)],
    once: new Set(definitions.map(({ metadata }) => metadata.name)),
    release,
  };
}
