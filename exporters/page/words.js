/* Words */

const STATUSES = {
  asserted: "stated as a fact",
  reported: "said by a source",
  denied: "denied by a source",
  negated: "stated not to be so",
  hypothetical: "may, will or should be",
};
const LEADS = { __proto__: null, reported: "said", denied: "denied" };
const MODALITIES = {
  __proto__: null,
  future: "expected", possible: "possible", conditional: "under a condition", obligated: "called for",
  desired: "wished for", alleged: "alleged", asked: "asked",
};
const TYPES = {
  __proto__: null,
  PERSON: "People", ORG: "Organisations", GPE: "Countries, cities", LOC: "Places", FAC: "Buildings", GROUP: "Groups",
  EVENT: "Events", WORK: "Works", PRODUCT: "Products", LAW: "Laws, treaties", CONCEPT: "Things, ideas",
};

const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
const typeWords = (type) => TYPES[type] ?? type;
const numbers = new Intl.NumberFormat("en");
const numeral = (number) => numbers.format(number);
const plural = (number, one) => `${numeral(number)} ${number === 1 ? one : `${one}s`}`;

/** The statement, never to be taken for a fact where the text does not state it as one. */
function ledStatement(fact, length) {
  const lead = leadOf(fact);
  return cut(lead ? `${lead}: ${fact.text}` : fact.text, length);
}

function leadOf({ status, modality }) {
  const lead = [LEADS[status], MODALITIES[modality]].filter(Boolean).join(", ");
  return lead.charAt(0).toUpperCase() + lead.slice(1);
}

/* Dates: a year, a month, a day, or two of them with a slash between */

const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;

function period(time) {
  const [first, last = first] = (time ?? "").split("/");
  if (!DATE.test(first) || !DATE.test(last)) return null;
  return [first + "-01-01".slice(first.length - 4), last + "-12-31".slice(last.length - 4)];
}

const readableTime = (time) => time.split("/").map(readableDate).join(" to ");

const DATES = ["year", "month", "day"].map((_, index, parts) => {  // making one takes longer than using it
  const ways = { year: "numeric", month: "long", day: "numeric" };
  const known = Object.fromEntries(parts.slice(0, index + 1).map((part) => [part, ways[part]]));
  return new Intl.DateTimeFormat("en-GB", { ...known, timeZone: "UTC" });
});

function readableDate(date) {
  const day = new Date(date);
  if (!DATE.test(date) || Number.isNaN(day.getTime())) return cut(date, 40);
  return DATES[date.split("-").length - 1].format(day);
}
