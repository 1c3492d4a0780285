/* Dates in words, no finer than they are known. All days are UTC. */

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

export function parts(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return { year, month, day };
}
export const date = (iso) => new Date(iso + "T00:00:00Z");
export const isoDay = (when) => when.toISOString().slice(0, 10);
export const longDay = (iso) => {
  const p = parts(iso);
  return `${p.day} ${MONTHS[p.month - 1]} ${p.year}`;
};
export const monthName = (iso) => {
  const p = parts(iso);
  return `${MONTHS[p.month - 1]} ${p.year}`;
};

/** Whole days from one to another, as short as can be: "12–15 May 2020". */
export function dayRange(from, to) {
  const a = parts(from),
    b = parts(to);
  if (from === to) return longDay(from);
  if (a.year !== b.year) return `${longDay(from)} – ${longDay(to)}`;
  if (a.month !== b.month) return `${a.day} ${MONTHS[a.month - 1]} – ${longDay(to)}`;
  return `${a.day}–${b.day} ${MONTHS[a.month - 1]} ${a.year}`;
}

/** When an event was, no finer than it is known. */
export function whenText(event) {
  const { from, to, granularity } = event;
  const a = parts(from);
  const ordinal = ["first", "second", "third", "fourth"];
  const text = {
    month: () => monthName(from),
    year: () => String(a.year),
    quarter: () => `${ordinal[Math.floor((a.month - 1) / 3)]} quarter of ${a.year}`,
    half: () => `${ordinal[a.month > 6 ? 1 : 0]} half of ${a.year}`,
    season: () =>
      `${a.month === 12 ? "winter" : ["winter", "spring", "summer", "autumn"][Math.floor((a.month % 12) / 3)]} ${parts(to).year}`,
    week: () => `week of ${longDay(from)}`,
    decade: () => `the ${a.year}s`,
    longer: () => (a.year === parts(to).year ? dayRange(from, to) : `${a.year}–${parts(to).year}`),
  }[granularity];
  return (event.assumed ? "about " : "") + (text ? text() : dayRange(from, to));
}

/** The same for the margin of a list whose heading already tells month or year. */
export function marginDate(event) {
  const { from, to, granularity } = event;
  const a = parts(from),
    b = parts(to);
  if (from === to) {
    return {
      main: `${event.assumed ? "about " : ""}${a.day} ${MONTHS[a.month - 1].slice(0, 3)}`,
      small: WEEKDAYS[date(from).getUTCDay()],
      partial: event.assumed,
    };
  }
  if (granularity === "days" && a.year === b.year) {
    const main =
      a.month === b.month
        ? `${a.day}–${b.day} ${MONTHS[a.month - 1].slice(0, 3)}`
        : `${a.day} ${MONTHS[a.month - 1].slice(0, 3)} – ${b.day} ${MONTHS[b.month - 1].slice(0, 3)}`;
    return { main, small: "", partial: false };
  }
  return { main: whenText(event), small: "", partial: true };
}

/** The title of a group of the timeline. */
export function groupTitle(group, by) {
  if (by === "day") return `${WEEKDAYS[date(group.from).getUTCDay()]}, ${longDay(group.from)}`;
  if (by === "week") return dayRange(group.from, group.to);
  if (by === "year") return String(parts(group.from).year);
  return monthName(group.from);
}

/** EDTF as people write dates: "2020-07-24" is "24 July 2020". */
export function edtfText(text) {
  const about = text?.includes("~") ? "about " : "";
  const ends = (text ?? "").replaceAll("~", "").split("/");
  if (ends.length === 2 && ends.every((end) => end.length === 10)) return about + dayRange(...ends);
  const one = (part) =>
    part.length === 10 ? longDay(part) : part.length === 7 ? monthName(part + "-01") : part;
  return about + ends.map(one).join(" – ");
}

/** First and last day of what a user may write as a day: "2020", "2020-07", "2020-07-24"; else null. */
export function firstDay(text) {
  const day = date(text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text);
  return isNaN(day) ? null : day;
}
export function lastDay(text) {
  if (text.length === 10) return firstDay(text);
  const [year, month] = text.length === 4 ? [Number(text), 12] : text.split("-").map(Number);
  const day = new Date(Date.UTC(year, month, 0));
  return isNaN(day) ? null : day;
}
