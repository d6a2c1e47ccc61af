import { remove } from "../../../cli/bootstrap/removal";
import { type Account, account, awsError, session, wanted } from "./support/account";

const { stack, stores, logBucket } = wanted;
const buckets = stores.map(({ bucket }) => bucket);

/** The account with something else in place of a call of S3. */
function withS3(one: Account, change: Partial<Account["apis"]["s3"]>) {
  const { apis } = one;
  return session(one, { aws: { ...apis, s3: { ...apis.s3, ...change } } });
}

const notEmpty = (...names: readonly string[]) => ({
  deleteBucket: async ({ Bucket }: { readonly Bucket: string }) => {
    if (names.includes(Bucket)) throw awsError("BucketNotEmpty", "The bucket you tried to delete is not empty");
  },
});

it("what nobody has used goes: each bucket before its key, and the stack last", async () => {
  const one = account();
  const { output } = await remove(session(one));
  expect(one.calls).toEqual([
    ...buckets.flatMap((bucket) => [`deleteBucket ${bucket}`, "scheduleKeyDeletion", "deleteAlias"]),
    `deleteBucket ${logBucket}`,
    "updateTerminationProtection false",
    "deleteStack",
  ]);
  expect(output).toBe(`${stack} is deleted. Its keys can be had back for 30 days (aws kms cancel-key-deletion).\n`);
});

it.each([
  ["a version", { Versions: [{ Key: "apps.tfstate" }] }],
  ["no more than that something was deleted", { DeleteMarkers: [{ Key: "apps.tfstate" }] }],
])("nothing goes where one bucket holds %s", async (_, found) => {
  const one = account();
  const listObjectVersions = async ({ Bucket }: { readonly Bucket?: string }) => (Bucket === buckets[5] ? found : {});
  await expect(remove(withS3(one, { listObjectVersions }))).rejects.toThrow(
    `platform bootstrap --delete: these buckets hold a state, or old versions of one, and nothing is deleted:\n  ${buckets[5]}\n`,
  );
  expect(one.calls).toEqual([]);
});

it("a state that was written meanwhile stays, with its key and the stack", async () => {
  const one = account();
  await expect(remove(withS3(one, notEmpty(...buckets)))).rejects.toThrow(
    "got its first object meanwhile; the stack stays",
  );
  expect(one.calls).toEqual([]);
});

it("logs stay", async () => {
  const { output } = await remove(withS3(account(), notEmpty(logBucket ?? "")));
  expect(output).toContain(`${logBucket} holds logs, and stays.`);
});

it("nothing goes without a yes, or without anybody to ask", async () => {
  const one = account();
  const asked = session(one);
  const declined = { ...asked, dialogue: { ...asked.dialogue, confirm: async () => false } };
  await expect(remove(declined)).rejects.toThrow("platform bootstrap --delete: nothing was deleted");
  const { confirm: _, ...silent } = asked.dialogue;
  await expect(remove({ ...asked, dialogue: silent })).rejects.toThrow("there is no terminal to ask on; add --yes");
  expect(asked.shown[0]?.split("\n")[0]).toBe(`${stack} goes, and with it what is empty:`);
  expect(one.calls).toEqual([]);
});

it("where there is no stack there is nothing to delete", async () => {
  const { output } = await remove(session(account({ statuses: [] })));
  expect(output).toBe(`There is no stack ${stack}: nothing to delete.\n`);
});
