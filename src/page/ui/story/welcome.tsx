/**
 * What a first visitor reads on the stage before anything has moved: who plays, what the marks mean, and the two ways to
 * begin. Gone with the first step, and for who has met the tour. Knows nothing of the run.
 */
import { CollapseButton } from './tour/collapse-button.tsx'
import './welcome.css'

export function Welcome() {
  return (
    <section className="welcome" aria-label="How to begin">
      <p>
        <b>Two networks duel.</b> The forger turns noise into fakes <Cross />
        <span className="hidden-words">(crosses)</span>, the detective learns to tell them from the reals{' '}
        <Dot />
        <span className="hidden-words">(dots)</span>.
      </p>
      <div className="welcome-ways">
        <p>
          Press <b>Train</b> to watch, or
        </p>
        <CollapseButton className="button button-outline" label="See it fail, then cure it" />
      </div>
    </section>
  )
}

function Cross() {
  return (
    <svg viewBox="0 0 10 10" width="9" height="9" aria-hidden="true">
      <path d="M1.5 1.5l7 7m0-7l-7 7" stroke="var(--fake)" strokeWidth="2" />
    </svg>
  )
}

function Dot() {
  return (
    <svg viewBox="0 0 10 10" width="9" height="9" aria-hidden="true">
      <circle cx="5" cy="5" r="4" fill="var(--real)" />
    </svg>
  )
}
