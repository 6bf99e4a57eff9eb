/** Where a step that is too long for one submit is cut. Plain arithmetic. */

/**
 * Puts as many commands in a submit as fit, in order; one that is too long by itself has a submit of its own.
 * @param costs of each command, in any unit @param most share of the step's whole cost that a submit may have
 * @returns for each submit the command after its last
 */
export function cutsFor(costs: readonly number[], most: number): number[] {
  const allowed = most * costs.reduce((sum, cost) => sum + cost, 0)
  const ends: number[] = []
  let sum = 0
  costs.forEach((cost, i) => {
    if (i > 0 && sum + cost > allowed) {
      ends.push(i)
      sum = 0
    }
    sum += cost
  })
  ends.push(costs.length)
  return ends
}
