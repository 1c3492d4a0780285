#pragma once

#include <array>
#include <string_view>

namespace annalist::ingest {

/// Names of meta tags (name, property, itemprop) with the day of publication, best first.
inline constexpr std::array kPublishedMeta = std::to_array<std::string_view>({
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "datepublished", "rnews:datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "dc.date.issued", "dcterms.issued", "dc.issued", "dcterms.created", "dc.date.created",
    "dc.date.published", "dc.date.publication", "citation_publication_date", "citation_date",
    "citation_online_date", "publication_date", "publication-date", "publicationdate",
    "publish_date", "publish-date", "publishdate", "published_date", "published-date",
    "publisheddate", "publish_time", "published_time", "published_at", "publishtime", "pubdate", "pub_date",
    "date_published", "article.published", "article_date_original", "originalpublicationdate",
    "article:post_date", "article-publish-date", "bt:pubdate", "ptime", "displaydate", "created",
    "date_created", "datecreated", "dc.date", "dcterms.date", "dc:date", "og:pubdate", "vr:published_time",
    "sort_date", "eprints.date", "gentime", "shareaholic:article_published_time", "iso-8601-publish-date",
    "analytics-s-published", "field-name-post-date", "date", "last-published", "video:release_date", "release_date",
    "content_create_date", "contentcreationdate", "creationdate", "doc_date", "news_date", "bild_date",
});

/// Names of those with the day of the last change.
inline constexpr std::array kModifiedMeta = std::to_array<std::string_view>({
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "dc.modified", "last-modified", "lastmod",
    "modified_time", "modified", "updated_time", "lastmodified", "last_updated", "revised", "lastmodifieddate",
});

}  // namespace annalist::ingest
