import { group } from '../../http/endpoint.ts'
import { getAboutPage } from './get-about-page.ts'
import { getAsset } from './get-asset.ts'
import { getCard } from './get-card.ts'
import { getDayPage } from './get-day-page.ts'
import { getDaysPage } from './get-days-page.ts'
import { getEventEmbed, getSeriesEmbed, getTimelineEmbed } from './get-embed.ts'
import { getEventPage } from './get-event-page.ts'
import { getFacetIndexes } from './get-facet-indexes.ts'
import { getFacetPages } from './get-facet-pages.ts'
import { getFavicon } from './get-favicon.ts'
import { getHistoryPage } from './get-history-page.ts'
import { getHomePage } from './get-home-page.ts'
import { getLlmsText } from './get-llms-text.ts'
import { getOembed } from './get-oembed.ts'
import { getOpenSearch } from './get-open-search.ts'
import { pagesSitemap } from './get-pages-sitemap.ts'
import { getReferencePage } from './get-reference-page.ts'
import { getRobots } from './get-robots.ts'
import { getSearchPage } from './get-search-page.ts'
import { getSeriesPage } from './get-series-page.ts'
import { getSitemap } from './get-sitemap.ts'
import { getStatisticsPage } from './get-statistics-page.ts'
import { getSubscribePage } from './get-subscribe-page.ts'
import { getTimelinePage } from './get-timeline-page.ts'
import { getYearPage } from './get-year-page.ts'
import { getYearSitemap } from './get-year-sitemap.ts'
import { getYearsPage } from './get-years-page.ts'

const pages = {
  getHomePage,
  getTimelinePage,
  getYearsPage,
  getDaysPage,
  getFacetIndexes,
  getFacetPages,
  getYearPage,
  getEventPage,
  getHistoryPage,
  getDayPage,
  getSearchPage,
  getStatisticsPage,
  getSeriesPage,
  getSubscribePage,
  getAboutPage,
  getReferencePage,
}

export const PAGES = group('pages', {
  ...pages,
  getCard,
  getTimelineEmbed,
  getEventEmbed,
  getSeriesEmbed,
  getOembed,
  getSitemap,
  getPagesSitemap: pagesSitemap(Object.values(pages).flat()),
  getYearSitemap,
  getRobots,
  getLlmsText,
  getFavicon,
  getOpenSearch,
  getAsset,
})
