// Reads feeds with feedsmith and podcast-partytime, from the folder that FEED_READERS names, and
// writes what they say under the names of `feed_truth.py`. One process reads all feeds.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.env.FEED_READERS}/package.json`);
const load = async (name) => import(pathToFileURL(require.resolve(name)).href);
const feedsmith = await load("feedsmith");
const partytime = await load("podcast-partytime");
const parse = partytime.parseFeed ?? partytime.default.parseFeed;
const seconds = (date) => Math.round(new Date(date).getTime() / 1000);
const list = (one) => (one === undefined ? [] : Array.isArray(one) ? one : [one]);

function readByFeedsmith(xml) {
  const { format, feed } = feedsmith.parseFeed(xml);
  if (format !== "rss") throw new Error(format);
  const { itunes = {}, podcast = {} } = feed;
  return {
    title: feed.title,
    link: feed.link,
    description: feed.description,
    language: feed.language,
    copyright: feed.copyright,
    self: feed.atom?.links?.find((one) => one.rel === "self")?.href,
    image: itunes.image,
    explicit: itunes.explicit,
    type: itunes.type,
    author: itunes.author,
    owner: [itunes.owner?.name, itunes.owner?.email],
    categories: list(itunes.categories).map((one) => [one.text, one.categories?.[0]?.text]),
    complete: itunes.complete,
    podcast_guid: podcast.guid,
    locked: podcast.locked?.value,
    medium: podcast.medium,
    funding: list(podcast.fundings).map((one) => [one.url, one.display]),
    people: list(podcast.persons).map((one) => [one.display, one.role, one.group]),
    live: list(podcast.liveItems).map((one) => [one.status, seconds(one.start)]),
    items: feed.items.map((item) => {
      const { itunes: apple = {}, podcast: pod = {} } = item;
      return {
        guid: item.guid?.value,
        permalink: item.guid?.isPermaLink,
        title: item.title,
        link: item.link,
        enclosure: list(item.enclosures).map((one) => [one.url, one.length, one.type])[0],
        published: seconds(item.pubDate),
        description: item.description,
        notes: item.content?.encoded,
        duration: apple.duration,
        season: apple.season,
        number: apple.episode ?? pod.episode?.number,
        type: apple.episodeType,
        explicit: apple.explicit,
        image: apple.image,
        short_title: apple.title,
        people: list(pod.persons).map((one) => [one.display, one.role, one.group]),
        transcripts: list(pod.transcripts).map((one) => [one.url, one.type]),
        chapters: pod.chapters?.url,
        inner_chapters: list(item.psc?.chapters).map((one) => [one.start, one.title]),
        soundbites: list(pod.soundbites).map((one) => [one.startTime, one.duration]),
        alternates: list(pod.alternateEnclosures).map((one) => [one.sources?.[0]?.uri, one.type]),
      };
    }),
  };
}

function readByPartytime(xml) {
  const feed = parse(xml, {});
  const people = (found) => list(found).map((one) => [one.name, one.role, one.group]);
  return {
    title: feed.title,
    link: feed.link,
    description: feed.description,
    language: feed.language,
    copyright: feed.copyright,
    self: feed.pubsub?.self,
    image: feed.itunesImage,
    explicit: feed.explicit,
    type: feed.itunesType,
    author: feed.author,
    owner: [feed.owner?.name, feed.owner?.email],
    categories: list(feed.itunesCategory).map((one) => one.split(" > ")),
    complete: feed.itunesComplete,
    podcast_guid: feed.guid,
    locked: feed.locked,
    medium: feed.medium,
    funding: list(feed.podcastFunding).map((one) => [one.url, one.message]),
    people: people(feed.podcastPeople),
    live: list(feed.podcastLiveItems).map((one) => [one.status, seconds(one.start)]),
    live_titles: list(feed.podcastLiveItems).map((one) => [one.guid, one.title]),
    items: feed.items.map((item) => ({
      guid: item.guid,
      title: item.title,
      link: item.link,
      enclosure: [item.enclosure?.url, item.enclosure?.length, item.enclosure?.type],
      published: seconds(item.pubDate),
      description: item.description,
      notes: item.content,
      duration: item.duration,
      season: item.itunesSeason,
      number: item.itunesEpisode ?? item.podcastEpisode?.number,
      type: item.itunesEpisodeType,
      explicit: item.explicit,
      image: item.itunesImage,
      people: people(item.podcastPeople),
      transcripts: list(item.podcastTranscripts).map((one) => [one.url, one.type]),
      chapters: item.podcastChapters?.url,
      soundbites: list(item.podcastSoundbites).map((one) => [one.startTime, one.duration]),
      alternates: list(item.alternativeEnclosures).map((one) => [one.source?.[0]?.uri, one.type]),
    })),
  };
}

const found = {};
for (const path of process.argv.slice(2)) {
  const xml = readFileSync(path, "utf-8");
  found[path] = { feedsmith: readByFeedsmith(xml), partytime: readByPartytime(xml) };
}
process.stdout.write(JSON.stringify(found));
