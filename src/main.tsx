/** Entry of the page: reads the link, starts the engine and its store, shows the page. Holds no logic of its own. */
// Looks come first, from the general to the particular, so that a component may refine the kit.
import './ui/theme.css'
import './ui/base.css'
import './ui/kit/kit.css'
import './ui/kit/fields.css'
import './ui/kit/choices.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from './client/client.ts'
import { challengeIn, readAddress, tourIn } from './config/address.ts'
import { toFailure } from './shared/failure.ts'
import { Series } from './shared/series.ts'
import { followAddress } from './state/address.ts'
import { followChallenge } from './state/challenge.ts'
import { followTour } from './state/follow-tour.ts'
import { reportOf } from './state/notices.ts'
import { PageProvider } from './state/page.ts'
import { createStore } from './state/store.ts'
import { followTheme, rememberedTheme } from './state/theme.ts'
import { App } from './ui/app/app.tsx'
import { ErrorBoundary } from './ui/kit/error-boundary.tsx'

const { config, complaints } = readAddress(window.location.hash)
const challenge = challengeIn(window.location.hash)
const chapter = tourIn(window.location.hash)
const series = new Series()
const twinSeries = new Series()
const client = createClient(
  config,
  () => series.toRecord(),
  () => twinSeries.toRecord(),
)
const page = createStore(client, { config, series, twinSeries, view: rememberedTheme() })
for (const sentence of complaints) page.store.getState().actions.say({ role: 'status', sentence })
followTheme(page)
followAddress(page)
followChallenge(page, challenge)
followTour(page, chapter)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root.')

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary
      part="The page"
      kept="Your dataset, settings and networks are kept, and training goes on behind it."
      report={(error) => reportOf(toFailure(error), page.store.getState())}
    >
      <PageProvider value={page}>
        <App />
      </PageProvider>
    </ErrorBoundary>
  </StrictMode>,
)
