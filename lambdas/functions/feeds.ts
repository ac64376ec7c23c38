/** The Lambda function behind `/feeds`. */
import { getAnniversariesFeed } from '../handlers/get-anniversaries-feed.ts'
import { getUpdatesFeed } from '../handlers/get-updates-feed.ts'
import { pipeline } from '../http/pipeline.ts'
import { surroundings } from './environment.ts'
import { services } from './services.ts'

export const handler = pipeline<'feeds'>({ getAnniversariesFeed, getUpdatesFeed }, services(), surroundings())
