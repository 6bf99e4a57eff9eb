/**
 * The short texts that teach, as plain data: a few words each, with the work they stand on. A line that is a formula is
 * named by its id; how it is typeset is the page's business.
 */

export type FormulaId =
  'value' | 'zero-sum' | 'saturating' | 'best-detective' | 'at-equilibrium' | 'statistic'

/** A paragraph, or the name of a formula. */
export type LessonPart = string | { readonly formula: FormulaId }

interface Lesson {
  readonly id: string
  readonly title: string
  readonly parts: readonly LessonPart[]
  readonly source: string
}

export const LESSONS = [
  {
    id: 'duel',
    title: 'Forger and detective',
    parts: [
      'Two networks are trained against each other. The generator is a forger: it turns a handful of random numbers into a fake. The discriminator is a detective: it is shown reals and fakes and says how real each looks.',
      'Neither is told what a good picture is. The detective learns from being wrong about single items; the forger never sees a real one at all. All it gets is the direction in which the detective would have been more easily fooled. Whatever it knows about the data, it learnt from its opponent.',
    ],
    source: 'Goodfellow et al. 2014, Generative Adversarial Nets',
  },
  {
    id: 'value',
    title: 'The value of the game',
    parts: [
      'Call D(x) the detective’s probability that x is real, and G(z) the fake made from noise z. One number describes the whole contest:',
      { formula: 'value' },
      'The first term is large when reals are called real, the second when fakes are called fake. The detective climbs this value; the forger, which appears only in the second term, goes down it. Neither side can reach its goal alone: what is best for one depends on what the other does just now, so there is no fixed hill to climb, and both keep moving.',
    ],
    source: 'Goodfellow et al. 2014, equation 1',
  },
  {
    id: 'zero-sum',
    title: 'A zero-sum game',
    parts: [
      'If the detective’s loss is −V and the forger’s is V, the two always add up to nothing: one player’s gain is the other’s loss, as in chess.',
      { formula: 'zero-sum' },
      'Such games have a saddle point rather than a lowest point. Following both slopes at once can circle that point for ever instead of settling on it, and this is why training a GAN is less like rolling downhill than like balancing. Falling losses therefore prove nothing by themselves: when one falls, the other often rises. Look at the samples, and at how many modes they cover.',
    ],
    source:
      'Goodfellow et al. 2014; Mescheder et al. 2018, Which Training Methods for GANs do actually Converge?',
  },
  {
    id: 'non-saturating',
    title: 'Why the non-saturating loss',
    parts: [
      'Early on the fakes are poor and the detective is sure of itself: D(G(z)) is close to 0. There the forger’s part of V is flat, so it is told next to nothing exactly when it has most to learn.',
      { formula: 'saturating' },
      'The remedy keeps the aim and changes the slope: rather than making “fake” less likely, the forger makes “real” more likely. Its gradient is then strong while it is losing and fades as it wins. The game is no longer zero-sum, but its equilibrium stays where it was.',
    ],
    source: 'Goodfellow et al. 2014, section 3',
  },
  {
    id: 'equilibrium',
    title: 'The equilibrium',
    parts: [
      'For a fixed forger the best possible detective weighs how dense reals and fakes are at each place:',
      { formula: 'best-detective' },
      'When the forger’s distribution equals the data’s, this is ½ everywhere: the detective can do no better than toss a coin. Put ½ into both losses and you get the lines on the chart:',
      { formula: 'at-equilibrium' },
      'Losses near those lines are a hint, not a proof. A weak detective also answers ½, and two networks that circle each other may cross the lines many times.',
    ],
    source: 'Goodfellow et al. 2014, proposition 1 and theorem 1',
  },
  {
    id: 'k-steps',
    title: 'Why k detective steps',
    parts: [
      'The theory lets the detective become perfect before the forger moves. That would take for ever, and with little data the detective would only learn it by heart. So it is given k updates, then the forger gets one.',
      'A small k keeps both moving together and is cheap. A larger one gives the forger more trustworthy advice, which Wasserstein losses need: their critic should be close to its best. But with the logistic loss a detective that runs far ahead leaves the forger almost no slope to follow. On this page k is “Detective steps”; try 1, 3 and 5.',
    ],
    source: 'Goodfellow et al. 2014, algorithm 1; Arjovsky et al. 2017, Wasserstein GAN',
  },
  {
    id: 'density',
    title: 'Implicit and explicit density',
    parts: [
      'Some generative models can state how likely any given item is: autoregressive models and flows compute that number, variational autoencoders bound it. They have an explicit density, and can be trained by raising it on the data.',
      'A GAN only offers samples. Its density is implicit: it follows from how the forger bends the noise, but nobody can read it off. Hence the detective, which learns a comparison in place of the missing number, and hence the figures on the right: coverage, precision and distances between samples have to stand in for a likelihood.',
    ],
    source:
      'Goodfellow 2016, NIPS tutorial: Generative Adversarial Networks; Mohamed & Lakshminarayanan 2016',
  },
  {
    id: 'collapse',
    title: 'What mode collapse is',
    parts: [
      'The forger is paid for fooling the detective item by item. Nothing in that asks for variety. If one place passes today, all noise may as well be sent there; tomorrow the detective has learnt to distrust that place, and the forger jumps to the next.',
      'You see it as fakes crowding into a few of the ring’s modes, or as a sheet of one and the same digit, while losses may look quite normal. A detective judging single items cannot complain, because each fake by itself is fine. Only the batch as a whole gives the game away.',
    ],
    source: 'Goodfellow 2016, NIPS tutorial, section 5.1; Metz et al. 2017, Unrolled GANs',
  },
  {
    id: 'minibatch',
    title: 'What minibatch discrimination does',
    parts: [
      'It lets the detective see company. Each item’s features are compared with those of all others in its batch, and how close they lie is given to the last layer as extra inputs:',
      { formula: 'statistic' },
      'Real batches are varied, so a high value now betrays a fake, and sameness becomes a mistake the forger is punished for. It can only win back ground by spreading out. Packing follows the same thought by showing several items at once, and the batch’s spread by adding a single number. All three are under Cures.',
    ],
    source:
      'Salimans et al. 2016, Improved Techniques for Training GANs, section 3.2; Lin et al. 2018, PacGAN',
  },
] as const satisfies readonly Lesson[]

export type LessonId = (typeof LESSONS)[number]['id']

/** The lesson of an id. */
export function lessonOf(id: LessonId): Lesson {
  const found = LESSONS.find((lesson) => lesson.id === id)
  if (found === undefined) throw new Error(`No lesson ${id}`)
  return found
}
