/** What a module of the script takes from others: no more than its text uses. Pure. */
import { lines } from './python.ts'

/** What ganvas.py offers. */
const SHARED = [
  'Draws',
  'Rows',
  'WORLD',
  'everyone',
  'follow',
  'functional',
  'gradients',
  'mean',
  'mean_rows',
  'named',
  'on_device',
  'share',
  'total',
] as const

/** Names that a module defines at its top. */
export function definedIn(text: string): string[] {
  return [...text.matchAll(/^(?:class|def) (\w+)/gmu)].map(([, name = '']) => name)
}

/** @param layers names that layers.py defines; none for layers.py itself */
export function importsFor(text: string, layers: readonly string[]): string {
  const code = text.replaceAll(/"""[\s\S]*?"""|#.*$/gmu, '')
  const uses = (word: string): boolean => new RegExp(`(?<![.\\w"])${word}\\b`, 'u').test(code)
  const from = (module: string, names: readonly string[]): string | null => {
    const used = names.filter(uses)
    return used.length === 0 ? null : `from ${module} import ${used.join(', ')}`
  }
  const standard = [
    uses('math') ? 'import math' : null,
    uses('SimpleNamespace') ? 'from types import SimpleNamespace' : null,
  ].filter((line) => line !== null)
  const own = [
    uses('ganvas') ? 'import ganvas' : null,
    from('ganvas', SHARED),
    from('layers', layers),
  ].filter((line) => line !== null)
  return lines(
    ...standard,
    standard.length === 0 ? null : '',
    uses('np') ? 'import numpy as np' : null,
    'import torch',
    uses('nn') ? 'from torch import nn' : null,
    uses('F') ? 'from torch.nn import functional as F' : null,
    own.length === 0 ? null : '',
    ...own,
  )
}
