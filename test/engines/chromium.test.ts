import { chromium } from './drivers/puppeteer.ts'
import { tellStory } from './story.ts'

tellStory('Chromium', chromium)
