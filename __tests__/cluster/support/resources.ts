import type { KubernetesObject } from "../../support/kubernetes-objects";
import { type ApiServer, masters } from "./apiServer";

/** How the API names the kinds of a group and version. */
interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** Finds the address of an object by what the server says of its kinds. */
export class Resources {
  private readonly known = new Map<string, Promise<readonly Resource[]>>();

  constructor(private readonly server: ApiServer) {}

  /** Path of the collection that an object belongs to. */
  async collectionOf({ apiVersion, kind, metadata }: KubernetesObject): Promise<string> {
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resources = await (this.known.get(root) ?? this.ask(root));
    const found = resources.find((one) => one.kind === kind && !one.name.includes("/"));
    if (!found) throw new Error(`the API server knows no ${kind} of ${apiVersion}`);
    return found.namespaced ? `${root}/namespaces/${metadata.namespace}/${found.name}` : `${root}/${found.name}`;
  }

  private ask(root: string): Promise<readonly Resource[]> {
    const answer = this.server.call(masters, "GET", root).then(({ body }) => body.resources ?? []);
    this.known.set(root, answer);
    return answer;
  }
}
