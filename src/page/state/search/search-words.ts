/** What is said about a search as a whole. Pure. */
import type { SearchReport } from '../../../common/protocol/search.ts'

/** How it came out, and what can be done about it. */
export function overWords({ rows, standing, before }: SearchReport): string {
  const winner = rows.find(({ state }) => state === 'won')
  if (winner === undefined)
    return 'No settings were found: none of the candidates could go on. Your run is as it was.'
  const step = winner.step.toLocaleString('en-GB')
  if (standing !== winner.id)
    return 'Your present settings won; your run goes on as it is, as it has come further.'
  const back = before === null ? '' : ' Your run from before can be taken back.'
  return `“${winner.label}” won and is your run now, from step ${step}.${back}`
}

/** “Round 2 of 3: 4 of 8 still race.” */
export function roundWords({ state, round, rounds, rows }: SearchReport): string {
  if (state === 'preparing') return 'Getting ready to judge the samples.'
  const racing = rows.filter((row) => row.state === 'racing').length
  return `Round ${round} of ${rounds}: ${racing} of ${rows.length} still race.`
}

/** What is left of the budget: “3:05 left”, or “120 steps left”. */
export function leftWords({
  budget,
  spent,
  total,
}: Pick<SearchReport, 'budget' | 'spent' | 'total'>): string {
  const left = Math.max(0, total - spent)
  if ('steps' in budget) return `${Math.round(left).toLocaleString('en-GB')} steps left`
  const seconds = Math.ceil(left / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`
}
