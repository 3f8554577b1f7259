// Reads transcripts with transcriptator, from the folder that FEED_READERS names, and writes the
// segments of each: start, end, speaker, text. One process reads all files.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.FEED_READERS}/package.json`);
const { convertFile } = require("transcriptator");

const found = process.argv.slice(2).map((path) =>
  convertFile(readFileSync(path, "utf-8")).map((one) => [
    one.startTime, one.endTime ?? null, one.speaker ?? "", one.body,
  ]),
);
process.stdout.write(JSON.stringify(found));
