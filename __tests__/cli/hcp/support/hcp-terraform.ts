import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Reference } from "../../../../cli/hcp/api/document";
import { Parts } from "./parts";
import { Runs } from "./runs";
import { type Attributes, type Kept, Refused, refuse, Store } from "./store";
import { type Body, Workspaces } from "./workspaces";

/** One request that came in. */
export interface Asked {
  readonly method: string;
  /** Without `/api/v2` and query. */
  readonly path: string;
}

/** An answer in place of the real one. */
export interface Fault {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Whether the request is carried out all the same, and its answer lost. */
  readonly done?: boolean;
}

interface Call extends Asked {
  readonly query: URLSearchParams;
  readonly body: Body;
}

type Route = (call: Call, ids: readonly string[]) => Kept | readonly Kept[] | undefined;

/** A stand-in for HCP Terraform's API that keeps what it is told, answers in pages and refuses what the real one refuses. */
export class HcpTerraform {
  readonly token = "stand-in.atlasv1.s3cr3t";
  readonly organization = "quillstone";
  assessmentsEnforced = false;
  readonly store = new Store();
  readonly workspaces = new Workspaces(this.store);
  readonly parts = new Parts(this.store);
  readonly runs = new Runs(this.store);
  readonly asked: Asked[] = [];
  /** Asked for each request; what comes back is answered. */
  fault: (asked: Asked, count: number) => Fault | undefined = () => undefined;
  private readonly server = http.createServer((request, response) => void this.serve(request, response));
  private readonly routes = this.table();

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Requests that changed something. */
  get writes(): readonly Asked[] {
    return this.asked.filter(({ method }) => method !== "GET");
  }

  workspace(stack: string): Kept {
    return this.store.named("workspaces", `strata-example-hcp-${stack}`);
  }

  /** As if identity had been applied. */
  giveState(stack: string): void {
    this.workspace(stack).relationships["current-state-version"] = { data: { type: "state-versions", id: "sv-1" } };
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "", "http://stand-in");
    let text = "";
    for await (const chunk of request) text += chunk;
    const asked = { method: request.method ?? "", path: url.pathname.replace("/api/v2", "") };
    this.asked.push(asked);
    const fault = this.fault(asked, this.asked.length);
    const call = () =>
      this.answer({ ...asked, query: url.searchParams, body: text === "" ? {} : JSON.parse(text) }, request);
    if (fault?.done) call();
    const { status, headers = {}, body } = fault ?? call();
    response.writeHead(status, { "content-type": "application/vnd.api+json", ...headers }).end(body ?? "");
  }

  private answer(call: Omit<Call, "body"> & { body: unknown }, { headers }: http.IncomingMessage): Fault {
    try {
      if (headers.authorization !== `Bearer ${this.token}`) throw refuse(401, "unauthorized");
      if (call.method !== "GET" && headers["content-type"] !== "application/vnd.api+json")
        throw refuse(415, "unsupported");
      const found = this.routed(call as Call);
      if (found === undefined) return { status: 204 };
      const document = Array.isArray(found) ? this.page(found, call.query) : { data: shown(found as Kept) };
      return { status: call.method === "POST" ? 201 : 200, body: JSON.stringify(document) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: error.status, body: JSON.stringify({ errors: error.errors }) };
    }
  }

  private page(found: readonly Kept[], query: URLSearchParams) {
    const included = query.has("include") ? { included: this.runs.included(found, query).map(shown) } : {};
    return { ...page(found, query), ...included };
  }

  private routed(call: Call): ReturnType<Route> {
    for (const [route, act] of this.routes) {
      const [method, pattern = ""] = route.split(" ");
      const match = new RegExp(`^${pattern.replaceAll("*", "([^/]+)")}$`).exec(call.path);
      if (method === call.method && match) return act(call, match.slice(1));
    }
    throw refuse(404, "not found");
  }

  private table(): readonly (readonly [string, Route])[] {
    const { store, workspaces, parts } = this;
    const of = `/organizations/${this.organization}`;
    const consumers = "/workspaces/*/relationships/remote-state-consumers";
    const changeConsumers: Route = ({ method, body }, [id = ""]) => {
      workspaces.changeConsumers(id, method, body as unknown as { data: readonly Reference[] });
      return undefined;
    };
    const removes = (type: string): Route => {
      return (_, ids) => {
        store.remove(type, ids.at(-1) ?? "");
        return undefined;
      };
    };
    return [
      [`GET ${of}`, () => this.organizationItem()],
      [`GET ${of}/projects`, ({ query }) => parts.projects(query)],
      [`POST ${of}/projects`, ({ body }) => parts.createProject(body)],
      [`GET ${of}/agent-pools`, ({ query }) => parts.pools(query)],
      [`POST ${of}/agent-pools`, ({ body }) => parts.createPool(body)],
      ["GET /agent-pools/*", (_, [id = ""]) => store.get("agent-pools", id)],
      ["PATCH /agent-pools/*", ({ body }, [id = ""]) => parts.updatePool(id, body)],
      ["GET /agent-pools/*/agents", (_, [id = ""]) => store.all("agents", id)],
      [`GET ${of}/workspaces/*`, (_, [name = ""]) => store.named("workspaces", name)],
      [`POST ${of}/workspaces`, ({ body }) => workspaces.create(body)],
      ["PATCH /workspaces/*", ({ body }, [id = ""]) => workspaces.update(id, body)],
      ["GET /workspaces/*/runs", ({ query }, [id = ""]) => this.runs.list(id, query)],
      ["GET /workspaces/*/current-state-version", (_, [id = ""]) => this.runs.currentState(id)],
      ["GET /workspaces/*/tag-bindings", (_, [id = ""]) => store.all("tag-bindings", id)],
      [
        "PATCH /workspaces/*/tag-bindings",
        ({ body }, [id = ""]) => {
          workspaces.tag(store.get("workspaces", id), body.data as unknown as { attributes: Attributes }[]);
          return store.all("tag-bindings", id);
        },
      ],
      [`GET ${consumers}`, (_, [id = ""]) => workspaces.consumers(id)],
      [`POST ${consumers}`, changeConsumers],
      [`DELETE ${consumers}`, changeConsumers],
      ["GET /workspaces/*/vars", (_, [id = ""]) => store.all("vars", id)],
      ["POST /workspaces/*/vars", ({ body }, [id = ""]) => parts.createVariable(id, body)],
      ["PATCH /workspaces/*/vars/*", ({ body }, [, id = ""]) => parts.updateVariable(id, body)],
      ["DELETE /workspaces/*/vars/*", removes("vars")],
      ["GET /workspaces/*/run-triggers", ({ query }, [id = ""]) => parts.triggers(id, query)],
      ["POST /workspaces/*/run-triggers", ({ body }, [id = ""]) => parts.createTrigger(id, body)],
      ["DELETE /run-triggers/*", removes("run-triggers")],
      ["GET /workspaces/*/notification-configurations", (_, [id = ""]) => store.all("notification-configurations", id)],
      ["POST /workspaces/*/notification-configurations", ({ body }, [id = ""]) => parts.createNotification(id, body)],
      ["PATCH /notification-configurations/*", ({ body }, [id = ""]) => parts.updateNotification(id, body)],
      ["DELETE /notification-configurations/*", removes("notification-configurations")],
    ];
  }

  private organizationItem(): Kept {
    const attributes = { name: this.organization, "assessments-enforced": this.assessmentsEnforced };
    return { id: this.organization, type: "organizations", attributes, relationships: {}, owner: "" };
  }
}

/** What is sensitive is written once and not seen again. */
function shown({ owner: _, attributes, ...item }: Kept) {
  return { ...item, attributes: attributes.sensitive === true ? { ...attributes, value: null } : attributes };
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs#pagination */
function page(items: readonly Kept[], query: URLSearchParams) {
  const size = Math.min(Number(query.get("page[size]") ?? 20), 100);
  const number = Number(query.get("page[number]") ?? 1);
  const pages = Math.max(1, Math.ceil(items.length / size));
  const pagination = {
    "current-page": number,
    "prev-page": number > 1 ? number - 1 : null,
    "next-page": number < pages ? number + 1 : null,
    "total-pages": pages,
    "total-count": items.length,
  };
  return { data: items.slice((number - 1) * size, number * size).map(shown), meta: { pagination } };
}
