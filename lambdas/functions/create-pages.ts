/** The Lambda function behind the pages, and behind whatever no route matches. */
import { getAboutPage } from '../handlers/get-about-page.ts'
import { getAsset } from '../handlers/get-asset.ts'
import { getCard } from '../handlers/get-card.ts'
import { getCategoryPage } from '../handlers/get-category-page.ts'
import { getDayPage } from '../handlers/get-day-page.ts'
import { getEventPage } from '../handlers/get-event-page.ts'
import { getFavicon } from '../handlers/get-favicon.ts'
import { getHomePage } from '../handlers/get-home-page.ts'
import { getPagesSitemap } from '../handlers/get-pages-sitemap.ts'
import { getReferencePage } from '../handlers/get-reference-page.ts'
import { getRobots } from '../handlers/get-robots.ts'
import { getSearchPage } from '../handlers/get-search-page.ts'
import { getSitemap } from '../handlers/get-sitemap.ts'
import { getStatisticsPage } from '../handlers/get-statistics-page.ts'
import { getSubscribePage } from '../handlers/get-subscribe-page.ts'
import { getTagPage } from '../handlers/get-tag-page.ts'
import { getYearPage } from '../handlers/get-year-page.ts'
import { getYearSitemap } from '../handlers/get-year-sitemap.ts'
import { showProblem } from '../handlers/show-problem.ts'
import type { ApiServices } from '../http/call.ts'
import { type HttpLambda, pipeline } from '../http/pipeline.ts'
import type { HttpConfig } from './config.ts'
import { search } from './search.ts'
import { readServices } from './services.ts'

export function createPages(config: HttpConfig): HttpLambda {
  const services = readServices(config)
  return pipeline<'pages', ApiServices>(
    {
      getHomePage,
      getYearPage,
      getEventPage,
      getDayPage,
      getTagPage,
      getCategoryPage,
      getSearchPage,
      getStatisticsPage,
      getSubscribePage,
      getAboutPage,
      getReferencePage,
      getAsset,
      getCard,
      getFavicon,
      getSitemap,
      getPagesSitemap,
      getYearSitemap,
      getRobots,
    },
    { ...services, search: search(services.events, config.searchCollection) },
    config,
    showProblem,
  )
}
