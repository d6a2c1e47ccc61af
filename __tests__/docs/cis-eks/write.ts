import fs from "node:fs";
import { cisEksPage } from "./page";

fs.writeFileSync("docs/security/cis-eks.md", cisEksPage());
