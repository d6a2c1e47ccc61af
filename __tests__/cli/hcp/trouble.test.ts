import { stackIds } from "../../../constructs/stack/stack-id";
import { HcpTerraform } from "./support/hcp-terraform";
import { apiOf, run, setUpNow, wanted } from "./support/run";

let hcp: HcpTerraform;
let address: string;

beforeEach(async () => {
  hcp = new HcpTerraform();
  address = await hcp.listen();
});
afterEach(() => hcp.close());

const nth = (count: number) => {
  let met = 0;
  return () => ++met === count;
};

describe("what is not to be had is one line, without the token", () => {
  it.each([
    [
      "a token that is taken no more",
      { status: 401 },
      "platform hcp: app.terraform.io does not take the token; renew it with terraform login app.terraform.io",
    ],
    [
      "a team that may not",
      { status: 403, body: '{"errors":[{"status":"403","title":"forbidden","detail":"Not you"}]}' },
      "platform hcp: the token may not GET /organizations/quillstone: Not you; take one of a team that may manage projects and workspaces",
    ],
    [
      "an organization that there is not",
      { status: 404 },
      "platform hcp: app.terraform.io has no organization quillstone, or does not show it to this token; write its name in state.organization, or take a token of a team that may manage its projects and workspaces",
    ],
    [
      "a page of somebody in between",
      { status: 200, body: "<html>Sign in</html>" },
      "platform hcp: app.terraform.io does not answer as HCP Terraform does: no JSON",
    ],
    [
      "a way to somewhere else, which is not followed",
      { status: 302, headers: { location: "https://elsewhere.example" } },
      "platform hcp: app.terraform.io answers 302 to GET /organizations/quillstone",
    ],
  ])("%s", async (_, fault, message) => {
    hcp.fault = () => fault;
    const { output, error, exitCode, shown } = await run(hcp, address, "--yes");
    expect({ output, error, exitCode, shown }).toEqual({ output: "", error: `${message}\n`, exitCode: 1, shown: "" });
  });

  it("a refusal, in HCP Terraform's own words and without the token that somebody echoes", async () => {
    const detail = `No to Bearer ${hcp.token}`;
    const body = JSON.stringify({ errors: [{ status: "422", title: "invalid attribute", detail }] });
    hcp.fault = ({ method, path }) =>
      method === "POST" && path.endsWith("/projects") ? { status: 422, body } : undefined;
    expect((await run(hcp, address, "--yes")).error).toBe(
      "platform hcp: app.terraform.io refuses POST /organizations/quillstone/projects: No to Bearer ***\n",
    );
  });

  it("a host that does not answer", async () => {
    const api = apiOf(hcp, "http://127.0.0.1:1");
    await expect(api.get("/organizations/quillstone")).rejects.toThrow(
      /^platform hcp: no answer from app\.terraform\.io to GET \/organizations\/quillstone: [\w ]+$/,
    );
  });

  it("a project whose name differs in case, which no role would trust", async () => {
    hcp.store.add("projects", "prj", { name: "platform" });
    expect((await run(hcp, address, "--yes")).error).toBe(
      "platform hcp: the project is called platform, and state.project is Platform; write it the same, since the roles' trust knows case\n",
    );
    expect(hcp.writes).toEqual([]);
  });
});

describe("what passes is waited for", () => {
  it.each([
    [
      "a limit, with the seconds that HCP Terraform asks for",
      { status: 429, headers: { "x-ratelimit-reset": "0.01" } },
    ],
    ["a limit, with those of a proxy", { status: 429, headers: { "retry-after": "0" } }],
    ["a server in trouble", { status: 502, body: "<html>Bad gateway</html>" }],
  ])("%s", async (_, fault) => {
    hcp.fault = (__, count) => (count % 7 === 0 && count < 150 ? fault : undefined);
    await setUpNow(hcp, address);
    hcp.fault = () => undefined;
    expect((await run(hcp, address, "--check")).exitCode).toBe(0);
  });

  it("but not for ever", async () => {
    for (const status of [429, 503]) {
      hcp.asked.length = 0;
      hcp.fault = () => ({ status });
      await expect(setUpNow(hcp, address)).rejects.toThrow(/^platform hcp: /);
      expect(hcp.asked).toHaveLength(5);
    }
  });

  it("an answer that never comes is a server in trouble", async () => {
    const silent = apiOf(hcp, address);
    const fetched = jest.spyOn(globalThis, "fetch").mockImplementation((_, options) => {
      return new Promise((__, reject) =>
        options?.signal?.addEventListener("abort", () => reject(options.signal?.reason)),
      );
    });
    try {
      await expect(silent.create("/x", { type: "x" })).rejects.toThrow(
        "platform hcp: no answer from app.terraform.io to POST /x: it took too long",
      );
      expect(fetched).toHaveBeenCalledTimes(1);
    } finally {
      fetched.mockRestore();
    }
  });

  it.each(["run-triggers", "notification-configurations", "vars", "workspaces"])(
    "a creation of %s whose answer is lost is made once, and looked for",
    async (kind) => {
      const third = nth(3);
      hcp.fault = ({ method, path }) => {
        return method === "POST" && path.endsWith(`/${kind}`) && third() ? { status: 504, done: true } : undefined;
      };
      await setUpNow(hcp, address);
      const told = hcp.store.all(kind).map(({ owner, attributes: { name, key, "sourceable-name": source } }) => {
        return [owner, name, key, source].join();
      });
      expect(told.length).toBeGreaterThan(4);
      expect(new Set(told).size).toBe(told.length);
    },
  );
});

describe("a failure half-way", () => {
  it.each(["workspaces", "vars", "run-triggers", "remote-state-consumers"])(
    "at %s leaves what was made, and the next run goes on from there",
    async (kind) => {
      const fourth = nth(4);
      hcp.fault = ({ method, path }) => {
        return method === "POST" && path.endsWith(`/${kind}`) && fourth() ? { status: 403 } : undefined;
      };
      const { error, exitCode } = await run(hcp, address, "--yes");
      expect(exitCode).toBe(1);
      expect(error).toMatch(/ changes before it are made; run npx platform hcp again to go on\n$/);
      // No run begins in what is half set up.
      const modes = hcp.store.all("workspaces").map(({ attributes }) => attributes["execution-mode"]);
      expect(new Set(modes)).toEqual(new Set(["local"]));
      expect((await run(hcp, address, "--yes")).exitCode).toBe(0);
      expect((await run(hcp, address, "--check")).exitCode).toBe(0);
      expect(hcp.store.all("workspaces")).toHaveLength(stackIds.length);
    },
  );

  it("of a webhook that does not answer is told last, when all else is done", async () => {
    hcp.parts.webhooksAnswer = false;
    expect((await run(hcp, address, "--yes")).error).toContain(
      "notification-configurations: Verification request failed with 503",
    );
    hcp.parts.webhooksAnswer = true;
    const { shown } = await run(hcp, address, "--yes");
    expect(shown.split("\n").filter((line) => /^(create|update|remove)/.test(line))).toHaveLength(5);
  });

  it("against somebody who undoes it all the time ends", async () => {
    await setUpNow(hcp, address);
    hcp.fault = ({ method, path }) =>
      method === "PATCH" && path.startsWith("/workspaces/")
        ? { status: 200, body: '{"data":{"attributes":{}}}' }
        : undefined;
    Object.assign(hcp.workspace("apps").attributes, { "auto-apply": true });
    await expect(setUpNow(hcp, address)).rejects.toThrow("somebody else may be changing it");
  });
});

it("an interruption ends it at once, with nothing more than a request on its way", async () => {
  const controller = new AbortController();
  hcp.fault = (_, count) => {
    if (count === 3) controller.abort();
    return undefined;
  };
  const api = apiOf(hcp, address, hcp.token, controller.signal);
  const asked = (async () => {
    for (;;) await api.get("/organizations/quillstone");
  })();
  await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  expect(hcp.asked).toHaveLength(3);
});

it("lists are read to their end: what stands on a later page is neither missed nor made again", async () => {
  await setUpNow(hcp, address);
  const { id } = hcp.workspace("identity");
  const others = Array.from({ length: 150 }, (_, index) =>
    hcp.store.add("workspaces", "ws", { name: `other-${index}` }),
  );
  hcp.workspaces.changeConsumers(id, "POST", { data: others.map((one) => ({ type: "workspaces", id: one.id })) });
  const own = hcp.store.all("vars", id);
  for (const one of own) hcp.store.remove("vars", one.id);
  for (let index = 0; index < 120; index++) {
    hcp.store.add("vars", "var", { key: `V${index}`, value: "", category: "env" }, id);
  }
  for (const { attributes } of own) hcp.store.add("vars", "var", attributes, id);
  const { output, exitCode } = await run(hcp, address, "--check");
  expect(exitCode).toBe(2);
  expect(output).toContain("150 changes to make");
  expect(output).toContain("other-149");
  await setUpNow(hcp, address, wanted());
  expect(hcp.workspaces.consumers(id)).toHaveLength(2);
});
