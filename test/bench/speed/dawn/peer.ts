/**
 * The process of one peer on Dawn, named by its first argument; the second is the folder of the jobs' files. Answers
 * questions, one JSON line each, as a page's worker does. Measures nothing itself.
 */
import { Console } from 'node:console'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { argv, exit, stderr, stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline'
import type { Question } from '../measured.ts'
import { giveGpu } from './gpu.ts'

const [name = '', folder = ''] = argv.slice(2)

// What a library prints must not come between the answers.
globalThis.console = new Console(stderr)

giveGpu()
// The watches wrap the prototypes that were just given.
const { answering } = await import('../site/answering.ts')
const reply = answering(name, async (file) => {
  const { buffer, byteOffset, byteLength } = await readFile(join(folder, file))
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength))
})
for await (const line of createInterface({ input: stdin })) {
  stdout.write(`${JSON.stringify(await reply(JSON.parse(line) as Question))}\n`)
}
// Dawn keeps a process alive for as long as it has an instance.
exit()
