import { propsFrom, runApp } from "../../cli/run-app";
import { ConfigError } from "../../constructs/errors";
import { configErrorOf } from "../support/two-stacks";

describe("the shell's variables", () => {
  it.each([{}, { ENVIRONMENT: "" }])("choose demo without a role when they are %j", (shell) => {
    expect(propsFrom(shell)).toMatchObject({ environment: { name: "demo" } });
    expect(propsFrom(shell).deployAs).toBeUndefined();
  });

  it("choose environment and role", () => {
    expect(propsFrom({ ENVIRONMENT: "example-s3", DEPLOY_AS: "plan" })).toMatchObject({
      environment: { name: "example-s3" },
      deployAs: "plan",
    });
  });

  it("are refused where the role is unknown", () => {
    expect(configErrorOf(() => propsFrom({ DEPLOY_AS: "admin" })).message).toBe(
      'The shell\'s variables: 1 problem\n  - DEPLOY_AS is "admin": it is neither plan nor apply. Fix: set it to one of ' +
        "plan, apply, or unset it. [DEPLOY_AS_REFUSED]",
    );
  });

  it("are refused where HCP Terraform chooses the roles", () => {
    expect(configErrorOf(() => propsFrom({ ENVIRONMENT: "example-hcp", DEPLOY_AS: "plan" })).message).toBe(
      "The shell's variables: 1 problem\n  - DEPLOY_AS is \"plan\": HCP Terraform's backend takes no role. Fix: unset it: " +
        "each HCP Terraform workspace chooses the roles of its plan and apply phases. [DEPLOY_AS_REFUSED]",
    );
  });
});

describe("an error of the app", () => {
  const written: string[] = [];
  const { exitCode } = process;
  beforeEach(() => {
    written.length = 0;
    jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = exitCode;
  });

  it("that the user can mend ends with exit code 1 and its message on stderr, without a stack trace", () => {
    const error = new ConfigError("environments/x.ts", [{ place: "name", problem: "bad", fix: "mend", code: "X" }]);
    runApp({}, () => {
      throw error;
    });
    expect(written.join("")).toBe(`${error.message}\n`);
    expect(process.exitCode).toBe(1);
  });

  it("that quotes a terminal's control codes is printed without them", () => {
    runApp({}, () => {
      throw new ConfigError("\u001b[31mred\u001b[0m", [{ place: "a\u001b[2Jb", problem: "p", fix: "f", code: "X" }]);
    });
    expect(written.join("")).toBe("red: 1 problem\n  - ab: p. Fix: f. [X]\n");
  });

  it("that is ours stays a stack trace", () => {
    expect(() =>
      runApp({}, () => {
        throw new TypeError("ours");
      }),
    ).toThrow(TypeError);
  });
});
