// `npm run recipes`: executes the contributor's recipes (docs/recipes/*.md) as they are written, each on a copy of the tree.
// After the first step the compiler must name what is missing; after the last, types, lint, import rules, rooms and the
// recipe's own tests must pass. `npm run recipes -- loss kernel` walks some of them. Closes with "N passed, N failed".
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ensureChromium, ensurePackages } from './lib/ensure.mjs'
import { readRecipe } from './recipes/read.mjs'
import { openCopy } from './recipes/copy.mjs'

ensurePackages()
const FOLDER = 'docs/recipes'
const asked = process.argv.slice(2)
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.md') && name !== 'README.md')
const chosen = files.filter((name) => asked.length === 0 || asked.includes(basename(name, '.md')))
if (chosen.length === 0) {
  console.error(`No such recipe. There are: ${files.map((name) => basename(name, '.md')).join(', ')}.`)
  process.exit(1)
}
const env = { ...process.env, CHROMIUM: ensureChromium() }

let passed = 0
let failed = 0
for (const name of chosen) {
  console.log(`\n${basename(name, '.md')}`)
  const recipe = readRecipe(readFileSync(join(FOLDER, name), 'utf8'))
  const copy = openCopy(env)
  try {
    const faults = walk(recipe, copy)
    if (faults.length === 0) passed++
    else failed++
    for (const fault of faults) console.log(`  FAIL ${fault}`)
  } finally {
    copy.remove()
  }
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** Walks a recipe step by step. @returns what was not as the recipe says; the first fault ends the walk */
function walk(recipe, copy) {
  const touched = new Set()
  for (const [at, step] of recipe.steps.entries()) {
    for (const edit of step.edits) {
      const fault = copy.apply(edit)
      if (fault !== null) return [`${step.title}: ${fault}`]
      touched.add(edit.path)
    }
    if (step.missing.length > 0) {
      const complaints = copy.types()
      const unnamed = step.missing.filter((text) => !complaints.includes(text))
      if (unnamed.length > 0)
        return unnamed.map(
          (text) => `${step.title}: the compiler does not name ${text}.\n${indent(complaints)}`,
        )
      console.log(`  ok   ${step.title}: the compiler names ${step.missing.length} missing`)
    } else if (at === 0 && recipe.steps.length > 1) {
      return [`${step.title}: a recipe says after its first step what the compiler must name.`]
    }
  }
  const complaints = copy.types()
  if (complaints !== '') return [`types at the end:\n${indent(complaints)}`]
  for (const command of [copy.lint([...touched]), ...recipe.commands]) {
    const { code, output } = copy.run(command)
    if (code !== 0) return [`${command}\n${indent(output)}`]
    console.log(`  ok   ${command.length > 90 ? `${command.slice(0, 90)} …` : command}`)
  }
  return []
}

function indent(text) {
  return text
    .split('\n')
    .slice(-40)
    .map((line) => `       ${line}`)
    .join('\n')
}
