import { firefox } from './drivers/puppeteer.ts'
import { tellStory } from './story.ts'

tellStory('Firefox', firefox)
