import { webkit } from './drivers/webkit.ts'
import { tellStory } from './story.ts'

tellStory('WebKit', webkit)
