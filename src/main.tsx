/** Entry of the page: reads the link, starts the engine and its store, shows the page. Holds no logic of its own. */
// Looks come first, from the general to the particular, so that a component may refine the kit.
import './page/ui/theme.css'
import './page/ui/base.css'
import './page/ui/kit/kit.css'
import './page/ui/kit/fields.css'
import './page/ui/kit/choices.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from './page/client/client.ts'
import { challengeIn, findIn, readAddress, tourIn } from './common/config/address.ts'
import { toFailure } from './common/failure.ts'
import { Series } from './common/numbers/series.ts'
import { followAddress } from './page/state/run/address.ts'
import { followChallenge } from './page/state/story/challenge.ts'
import { followSearch } from './page/state/search/follow-search.ts'
import { followTour } from './page/state/story/follow-tour.ts'
import { followNotes, keptNotes } from './page/state/shelf/follow-notes.ts'
import { followVersions } from './page/state/offline.ts'
import { reportOf } from './page/state/notices.ts'
import { PageProvider } from './page/state/page.ts'
import { runView } from './page/state/run/sides.ts'
import { createStore } from './page/state/store.ts'
import { followTheme, rememberedTheme } from './page/state/theme.ts'
import { App } from './page/ui/app/app.tsx'
import { ErrorBoundary } from './page/ui/kit/error-boundary.tsx'

const { config, complaints } = readAddress(window.location.hash)
const challenge = challengeIn(window.location.hash)
const chapter = tourIn(window.location.hash)
const minutes = findIn(window.location.hash)
const series = { run: new Series(), twin: new Series() }
const client = createClient(
  config,
  { run: () => series.run.toRecord(), twin: () => series.twin.toRecord() },
  () => keptNotes(page.store.getState()),
)
const page = createStore(client, { config, series, view: rememberedTheme() })
for (const sentence of complaints) page.store.getState().actions.say({ role: 'status', sentence })
followTheme(page)
followAddress(page)
followChallenge(page, challenge)
followTour(page, chapter)
followSearch(page, minutes)
followNotes(page)
if (import.meta.env.PROD) followVersions(page)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root.')

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary
      part="The page"
      kept="Your dataset, settings and networks are kept, and training goes on behind it."
      report={(error) => reportOf(toFailure(error), runView(page.store.getState()))}
    >
      <PageProvider value={page}>
        <App />
      </PageProvider>
    </ErrorBoundary>
  </StrictMode>,
)
