import { allowedText, parseAllowed } from "../../../../cli/plan/allowed/allowed";

const file = "ledger/demo.allow.json";
const queue = { stack: "app-services", address: "aws_sqs_queue.orders", reason: "orders go by topic now" };
const read = (content: unknown) => () => parseAllowed(JSON.stringify(content), file);

it("holds what it is written with, one entry a line, sorted", () => {
  const repository = { stack: "managed-infrastructure", address: "aws_ecr_repository.x", reason: "the app is gone" };
  const text = allowedText([repository, queue]);
  expect(text).toBe(
    [
      "[",
      '  { "stack": "app-services", "address": "aws_sqs_queue.orders", "reason": "orders go by topic now" },',
      '  { "stack": "managed-infrastructure", "address": "aws_ecr_repository.x", "reason": "the app is gone" }',
      "]",
      "",
    ].join("\n"),
  );
  expect(parseAllowed(text, file)).toEqual([queue, repository]);
  expect(parseAllowed(allowedText([]), file)).toEqual([]);
});

const fix =
  'Fix: write a list of { "stack": …, "address": …, "reason": … }, as the stopped plan prints it. [ALLOWED_SHAPE]';

it.each([
  ["an unknown stack", [{ ...queue, stack: "queues" }], "0 stack: it is no stack"],
  [
    "a pattern",
    [queue, { ...queue, address: "aws_sqs_queue.*" }],
    "1 address: it is no exact Terraform address, such as aws_sqs_queue.orders",
  ],
  [
    "a type alone",
    [{ ...queue, address: "aws_sqs_queue" }],
    "0 address: it is no exact Terraform address, such as aws_sqs_queue.orders",
  ],
  ["no reason", [{ ...queue, reason: " " }], "0 reason: it is empty, and the reviewer wants to know why"],
  ["what nobody knows", [{ ...queue, until: "2027" }], '0: Unrecognized key: "until"'],
  ["no list", { queue }, ": Invalid input: expected array, received object"],
])("refuses %s", (_, content, problem) => {
  const place = problem.startsWith(":") ? `${file}${problem}` : `${file} ${problem}`;
  expect(read(content)).toThrow(new Error(`${file}: 1 problem\n  - ${place}. ${fix}`));
});

it("refuses an entry that stands there twice, and text that is no JSON", () => {
  expect(read([queue, { ...queue, reason: "again" }])).toThrow(
    `  - ${file} 1 is "app-services aws_sqs_queue.orders": it stands there twice. Fix: keep one of them. [ALLOWED_TWICE]`,
  );
  expect(() => parseAllowed("[", file)).toThrow("[ALLOWED_BROKEN]");
});

it("takes keys of for_each, with what they may hold", () => {
  const keyed = { ...queue, address: 'aws_sqs_queue.all["a *"]' };
  expect(read([keyed])()).toEqual([keyed]);
});
