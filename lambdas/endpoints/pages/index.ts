import { group } from '../../http/endpoint.ts'
import { getAboutPage } from './get-about-page.ts'
import { getAsset } from './get-asset.ts'
import { getDayPage } from './get-day-page.ts'
import { getEventEmbed, getSeriesEmbed, getTimelineEmbed } from './get-embed.ts'
import { getEventPage } from './get-event-page.ts'
import { getFacetPages } from './get-facet-pages.ts'
import { getHistoryPage } from './get-history-page.ts'
import { getHomePage } from './get-home-page.ts'
import { getDaysPage, getFacetIndexes, getYearsPage } from './get-index-pages.ts'
import { getOembed } from './get-oembed.ts'
import { getPlacesPage } from './get-places-page.ts'
import { getReferencePage } from './get-reference-page.ts'
import { getSearchPage } from './get-search-page.ts'
import { getFavicon, getLlmsText, getOpenSearch, getRobots } from './get-site-files.ts'
import { getSitemap, getYearSitemap, pagesSitemap } from './get-sitemaps.ts'
import { getSeriesPage, getStatisticsPage } from './get-statistics-pages.ts'
import { getSubscribePage } from './get-subscribe-page.ts'
import { getTimelinePage } from './get-timeline-page.ts'
import { getYearPage } from './get-year-page.ts'

const pages = {
  getHomePage,
  getTimelinePage,
  getYearsPage,
  getDaysPage,
  getFacetIndexes,
  getPlacesPage,
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
