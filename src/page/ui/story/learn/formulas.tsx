/** The formulas of the lessons, typeset with plain elements; each says itself in words to those who listen. */
import type { ReactNode } from 'react'
import type { FormulaId } from '../../../../common/catalog/lessons.ts'

export function Formula({ id }: { id: FormulaId }) {
  const { said, set } = FORMULAS[id]
  return (
    <p className="formula" role="img" aria-label={said}>
      <span aria-hidden="true">{set}</span>
    </p>
  )
}

const D = <i>D</i>
const G = <i>G</i>
const X = <i>x</i>
const Z = <i>z</i>
const DG = (
  <>
    {D}({G}({Z}))
  </>
)

function Mean({ over, of }: { over: ReactNode; of: ReactNode }) {
  return (
    <>
      E<sub>{over}</sub>[{of}]
    </>
  )
}

function Over({ top, bottom }: { top: ReactNode; bottom: ReactNode }) {
  return (
    <span className="fraction">
      <span>{top}</span>
      <span>{bottom}</span>
    </span>
  )
}

const density = (of: string): ReactNode => (
  <>
    <i>p</i>
    <sub>{of}</sub>({X})
  </>
)

const FORMULAS: Record<FormulaId, { said: string; set: ReactNode }> = {
  value: {
    said: 'Minimum over G of the maximum over D of V of D and G, which is the mean over the data of the logarithm of D of x, plus the mean over the noise of the logarithm of one minus D of G of z',
    set: (
      <>
        min<sub>{G}</sub> max<sub>{D}</sub> <i>V</i>({D}, {G}) ={' '}
        <Mean
          over={<>{X}∼data</>}
          of={
            <>
              ln {D}({X})
            </>
          }
        />{' '}
        + <Mean over={Z} of={<>ln(1 − {DG})</>} />
      </>
    ),
  },
  'zero-sum': {
    said: 'Loss of the detective plus loss of the forger equals minus V plus V, which is zero',
    set: (
      <>
        <i>L</i>
        <sub>{D}</sub> + <i>L</i>
        <sub>{G}</sub> = −<i>V</i> + <i>V</i> = 0
      </>
    ),
  },
  saturating: {
    said: 'Instead of minimising the mean of the logarithm of one minus D of G of z, minimise minus the mean of the logarithm of D of G of z',
    set: (
      <>
        min <Mean over={Z} of={<>ln(1 − {DG})</>} /> → min −<Mean over={Z} of={<>ln {DG}</>} />
      </>
    ),
  },
  'best-detective': {
    said: 'The best D of x is the data’s density divided by the sum of the data’s and the forger’s density',
    set: (
      <>
        {D}*({X}) ={' '}
        <Over
          top={density('data')}
          bottom={
            <>
              {density('data')} + {density('G')}
            </>
          }
        />
      </>
    ),
  },
  'at-equilibrium': {
    said: 'The detective’s loss is minus logarithm of one half, twice, which is the logarithm of 4, about 1.386; the forger’s is the logarithm of 2, about 0.693',
    set: (
      <>
        <i>L</i>
        <sub>{D}</sub> = −ln ½ − ln ½ = ln 4 ≈ 1.386, <i>L</i>
        <sub>{G}</sub> = −ln ½ = ln 2 ≈ 0.693
      </>
    ),
  },
  statistic: {
    said: 'o of x i is the sum over the other items j of e to the minus distance between M i and M j',
    set: (
      <>
        <i>o</i>({X}
        <sub>
          <i>i</i>
        </sub>
        ) = ∑
        <sub>
          <i>j</i>
        </sub>{' '}
        exp(−‖<i>M</i>
        <sub>
          <i>i</i>
        </sub>{' '}
        − <i>M</i>
        <sub>
          <i>j</i>
        </sub>
        ‖<sub>1</sub>)
      </>
    ),
  },
}
