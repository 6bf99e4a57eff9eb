/**
 * The six chapters of the tour: a few words, an experiment on this very page, and where to look. When an experiment has
 * come out is decided in src/page/state/story/tour.ts.
 */
import type { LessonId } from '../../../../common/catalog/lessons.ts'
import { FIRST_DATASET } from '../../../../common/config/defaults.ts'
import type { RunConfig } from '../../../../common/config/run-config.ts'
import type { Actions, PageState } from '../../../state/store-types.ts'
import type { TourWatch } from '../../../state/story/story-types.ts'

export interface Act {
  readonly label: string
  readonly does: (actions: Actions) => void
  /** Offered only then; always, if there is no condition. */
  readonly when?: (state: PageState, watch: TourWatch) => boolean
}

export interface Chapter {
  readonly title: string
  readonly text: readonly string[]
  /** The experiment, as an invitation. */
  readonly task: string
  readonly acts: readonly Act[]
  /** Said when it has come out. */
  readonly after: string
  readonly lesson: LessonId
  /** What to look at now, as a selector. */
  readonly target: (state: PageState) => string
}

/**
 * Brings the collapsed ring back: all eight modes and the verdict "healthy" within some 1,000 steps of the change, and
 * within 2,000 some 30 to 55 % of the fakes on a mode, with seeds 1, 2 and 3 on WASM. An R1 penalty alone (γ of 0.02)
 * takes 1,500 and 2,000, and stays at a fifth: true, but nothing that anybody would see.
 */
const CURE: Partial<RunConfig> = { diversity: 'minibatch-stddev', beta1: 0.5 }

const runs = ({ session }: PageState): boolean => session.state === 'running'

/** @param preset an id of src/common/config/presets.ts; the run starts over with it and trains */
function trainOn(preset: string): (actions: Actions) => void {
  return (actions) => {
    actions.applyPreset(preset)
    actions.run()
  }
}

/** The run that will collapse is under way. */
const collapsing = (state: PageState): boolean => runs(state) && state.presetId === 'ring-collapse'

export const TOUR: readonly Chapter[] = [
  {
    title: 'A forger and a detective',
    text: [
      'Round marks are real points: a ring of eight modes. Crosses are fakes, made by the forger from random numbers. The tint is the detective’s opinion of each place: where reals are to be expected.',
      'Neither knows the ring. The forger only learns what fools the detective.',
    ],
    task: 'Train, and watch the fakes find all eight modes.',
    acts: [{ label: 'Train on the ring', does: trainOn('ring-healthy'), when: (state) => !runs(state) }],
    after: 'All eight are covered, and nobody told the forger where they are.',
    lesson: 'duel',
    target: (state) => (runs(state) ? '.stage-box' : '.train'),
  },
  {
    title: 'One step, slowly',
    text: [
      'What you saw was the same short exchange, over and over: the detective judges reals and fakes and learns from its errors; then the forger learns, through the detective, how to do better.',
    ],
    task: 'Walk through one real step, stage by stage, to its end.',
    acts: [
      {
        label: 'Open slow motion',
        does: (actions) => {
          actions.pause()
          actions.story.showTab('slow')
        },
        when: ({ story }) => story.tab !== 'slow',
      },
    ],
    after: 'That was the whole algorithm. Training is nothing but this, thousands of times.',
    lesson: 'value',
    target: ({ story }) => (story.tab === 'slow' ? '.slow-steps' : '.lower-tab:nth-of-type(2)'),
  },
  {
    title: 'Nobody can tell',
    text: [
      'If the fakes were perfect, the best detective could only toss a coin: a score of ½ for everything. Then the losses are ln 4 for the detective and ln 2 for the forger, the dashed lines on the chart.',
      'Left alone, the two circle that balance for long. A gentle R1 penalty flattens the detective a little around reals, and they settle.',
    ],
    task: 'Train on, add the penalty, and see both losses come to rest near their lines.',
    acts: [
      { label: 'Train on the ring', does: trainOn('ring-healthy'), when: (state) => !runs(state) },
      {
        label: 'Add a gentle R1 penalty',
        does: (actions) => actions.configure({ penalty: 'r1', gamma: 0.1 }),
        when: (state) => runs(state) && state.sides.run.config.penalty === 'none',
      },
    ],
    after: 'Balanced: neither side is ahead. The losses have stopped moving while the fakes still improve.',
    lesson: 'equilibrium',
    target: () => '.figures .chart, .chart',
  },
  {
    title: 'The collapse',
    text: [
      'Balance can break. Here the detective gets three updates for each of the forger’s. Every place that passes is soon found out, so the forger crowds into whatever still passes, and forgets the rest: mode collapse.',
    ],
    task: 'Make it collapse: within some 1,000 steps it finds the green clusters, then drops them.',
    acts: [
      {
        label: 'Make it collapse',
        does: trainOn('ring-collapse'),
        when: (state, { collapsed }) => !collapsed && !collapsing(state),
      },
    ],
    after:
      'There it is. The bare green clusters are what the forger has forgotten, though each fake by itself may look fine. The verdict calls it mode collapse, or oscillating while the clump is chased about. Next: the cure.',
    lesson: 'collapse',
    // First the fakes themselves, then what the page says of them.
    target: (state) =>
      collapsing(state) && state.sides.run.verdict.kind === 'warming-up' ? '.stage-box' : '.verdict',
  },
  {
    title: 'The cure',
    text: [
      'The run need not start over. Let the detective see how much a whole batch varies: a forger of few kinds then gives itself away. Less momentum stops the two from chasing each other.',
      'The forger keeps what it learnt; the detective is built anew for its new sense. The fakes scatter for a moment, then gather on every cluster.',
    ],
    task: 'Cure the living run, and see all eight clusters filled again. Or press Cures beside the verdict and choose your own.',
    acts: [
      {
        label: 'Show it the batch’s spread',
        does: (actions) => {
          actions.configure(CURE)
          actions.run()
        },
        when: (_, { collapsed, cured }) => collapsed && !cured,
      },
      {
        label: 'Make it collapse first',
        does: trainOn('ring-collapse'),
        when: (state, { collapsed }) => !collapsed && !collapsing(state),
      },
    ],
    after:
      'Cured, without starting over: the fakes spread over the whole ring again. The charts mark the step of the change; train on, and they sharpen.',
    lesson: 'minibatch',
    // The fakes while they come back; before and after, the verdict.
    target: ({ story, sides }) =>
      story.tour.watch.cured && sides.run.verdict.kind !== 'healthy' ? '.stage-box' : '.verdict',
  },
  {
    title: 'Under your hand',
    text: [
      'Every fake is a place in latent space: the random numbers it was made of. Neighbouring places make similar fakes, so you can walk from one to another.',
      'This works while training goes on, and with any data: a folder of your own pictures can be dropped anywhere on the page.',
    ],
    task: 'Drag in the pad, or move a slider, and watch the fake change.',
    acts: [
      {
        label: 'Open the latent tab',
        does: (actions) => actions.story.showTab('latent'),
        when: ({ story }) => story.tab !== 'latent',
      },
      {
        label: 'Train on digits',
        does: trainOn('digits'),
        when: ({ sides }) => sides.run.config.dataset === FIRST_DATASET,
      },
    ],
    after: 'That was the tour. Presets has more experiments, Learn the thoughts behind them.',
    lesson: 'density',
    target: ({ story }) => (story.tab === 'latent' ? '.latent-pad' : '.lower-tab:first-of-type'),
  },
]
