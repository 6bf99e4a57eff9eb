// Reads a recipe: markdown whose steps are `##` headings and whose fenced blocks say what to do with them:
//   ```ts file=src/a.ts                     writes a file
//   ```ts in=src/a.ts after="text"          puts the block behind the one line that holds the text; `before` likewise
//   ```ts in=src/a.ts instead="text"        puts the block in the place of the one line that holds the text
//   ```text missing                         what the compiler must name after this step, a line each
//   ```sh                                   commands that must pass in the end
// Does nothing with them: see ../recipes.mjs.

/** @returns {{ steps: { title: string, edits: object[], missing: string[] }[], commands: string[] }} */
export function readRecipe(text) {
  const steps = []
  const commands = []
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line.startsWith('## ')) steps.push({ title: line.slice(3).trim(), edits: [], missing: [] })
    if (!line.startsWith('```')) continue
    const info = line.slice(3).trim()
    const body = []
    for (at++; at < lines.length && !(lines[at] ?? '').startsWith('```'); at++) body.push(lines[at])
    take(info, body, steps.at(-1), commands)
  }
  return { steps: steps.filter(({ edits, missing }) => edits.length + missing.length > 0), commands }
}

function take(info, body, step, commands) {
  if (info === 'sh') {
    commands.push(...body.filter((line) => line.trim() !== '' && !line.startsWith('#')))
    return
  }
  if (info === 'text missing') {
    step?.missing.push(...body.filter((line) => line.trim() !== '').map((line) => line.trim()))
    return
  }
  const path = /\b(?:file|in)=(\S+)/.exec(info)?.[1]
  if (path === undefined) return
  const place = /\b(after|before|instead)="([^"]*)"/.exec(info)
  step?.edits.push({ path, text: body.join('\n'), place: place?.[1] ?? null, mark: place?.[2] ?? null })
}
