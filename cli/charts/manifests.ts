import { safeLoadAll } from "js-yaml";

/** An object of the Kubernetes API as a chart renders it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: kinds have as many shapes as there are controllers
  readonly [field: string]: any;
}

const hookAnnotation = "helm.sh/hook";

/** All objects of a rendering, those of lists one by one, and those left out that only `helm test` makes. */
export function manifestsIn(yaml: string): readonly Manifest[] {
  const documents = safeLoadAll(yaml, null, { json: true }) as readonly (Manifest | null | undefined)[];
  return documents
    .filter((document): document is Manifest => Boolean(document?.kind))
    .flatMap((document): readonly Manifest[] => (document.kind === "List" ? document.items : [document]))
    .filter((manifest) => hookOf(manifest) !== "test");
}

/** When Helm makes the object, such as `pre-install,pre-upgrade`; undefined for what belongs to the release. */
export function hookOf({ metadata }: Manifest): string | undefined {
  return metadata.annotations?.[hookAnnotation];
}
