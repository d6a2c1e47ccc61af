import fs from "node:fs";
import path from "node:path";
import type { StackId } from "../../constructs/stack/stack-id";
import { writeWhole } from "../../constructs/stack/write-whole";
import { recordsBeside } from "../../constructs/state/apply-records";
import { type ApplyRecord, isRecordName, parseRecord, recordName, recordText } from "./apply-record";
import { type HistoryStore, historyWith, markOf, type StackHistory } from "./history-store";

/** Records in a folder beside each state's file: as safe as the state itself, which whoever owns the files may change. */
export class LocalHistory implements HistoryStore {
  constructor(
    /** The state's file. */
    private readonly stateFile: (stack: StackId) => string,
  ) {}

  async historyOf(stack: StackId, last: number): Promise<StackHistory> {
    const file = this.stateFile(stack);
    const folder = recordsBeside(file);
    const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter(isRecordName).sort().slice(-last) : [];
    const read = names.map((name) => [name, parseRecord(fs.readFileSync(path.join(folder, name), "utf8"))] as const);
    const place = path.relative(process.cwd(), file);
    return historyWith(stack, read, () =>
      fs.existsSync(file) ? markOf(fs.readFileSync(file, "utf8"), place) : undefined,
    );
  }

  async add(record: ApplyRecord): Promise<string> {
    const file = path.join(recordsBeside(this.stateFile(record.stack)), recordName(record));
    writeWhole(file, recordText(record));
    return path.relative(process.cwd(), file);
  }
}
