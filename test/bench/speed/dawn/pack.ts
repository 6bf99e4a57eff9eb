/**
 * Packs the folder of the bench together with this Node, for machines that have none: one archive, and a script that
 * unpacks and runs it. Unpacked it is larger than what may be sent; packed it is not.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { MOST_BYTES } from './folder-plan.ts'

const ARCHIVE = 'bench.tar.gz'
const SCRIPT = 'run.sh'

const SCRIPT_TEXT = `#!/bin/sh
# Unpacks the bench without a browser and the Node it runs with, and runs it. Arguments go to it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT
tar xzf "$here/${ARCHIVE}" -C "$where"
"$where/node" "$where/run.js" "$@"
`

/**
 * @param folder that was built @param packed where the archive and the script go
 * @returns bytes of both @throws Error where they weigh too much
 */
export function packFolder(folder: string, packed: string): number {
  rmSync(packed, { recursive: true, force: true })
  mkdirSync(packed, { recursive: true })
  const [archive, node] = [join(packed, ARCHIVE), join(folder, 'node')]
  cpSync(execPath, node, { dereference: true })
  const { status, stderr } = spawnSync('tar', ['czf', archive, '-C', folder, '.'], { encoding: 'utf8' })
  rmSync(node)
  if (status !== 0) throw new Error(`tar failed: ${stderr}`)
  writeFileSync(join(packed, SCRIPT), SCRIPT_TEXT, { mode: 0o755 })
  const bytes = statSync(archive).size + SCRIPT_TEXT.length
  if (bytes > MOST_BYTES) throw new Error(`${packed} weighs ${bytes} bytes; ${MOST_BYTES} at most.`)
  return bytes
}
