// @ts-check
/** Services that a user may want no warnings about, by the companion's channel; names are not translated. */

/** @type {Readonly<Record<string, string>>} */
export const CHANNELS = Object.freeze({
  whatsapp: "WhatsApp",
  telegram: "Telegram",
  skype: "Skype",
  signal: "Signal",
  viber: "Viber",
  wechat: "WeChat",
  imo: "imo",
  line: "LINE",
  messenger: "Messenger",
  discord: "Discord",
  slack: "Slack",
  teams: "Microsoft Teams",
  zoom: "Zoom",
  "google-meet": "Google Meet",
  calendly: "Calendly",
  facebook: "Facebook",
  instagram: "Instagram",
  linkedin: "LinkedIn",
  x: "X",
  paypal: "PayPal",
  payoneer: "Payoneer",
  wise: "Wise",
});
