/** The one function of the package that is used here. */
declare module "js-yaml" {
  /** Parses every document of a text. `json`: of two equal keys the last one holds, as for Kubernetes. */
  export function safeLoadAll(text: string, iterator: null, options: { readonly json: boolean }): unknown[];
}
