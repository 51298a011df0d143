// @ts-check
/** Makes one warning a row of a list, from text only, for popup and check page. It must not know marks or places. */

/**
 * @param {{verdict: Verdict, words: string, message?: string, lang?: string}} warning `words`: the user's; `lang`:
 *   the language of the message
 */
export function rowOf({ verdict, words, message, lang = "" }) {
  const row = document.createElement("li");
  row.dataset["verdict"] = verdict;
  const name = document.createElement("b");
  const own = document.createElement("bdi");
  own.textContent = words;
  name.append(Words.say(Words.VERDICTS[verdict]), ": ", own);
  row.append(name);
  if (message) {
    const sentence = document.createElement("span");
    sentence.textContent = message;
    sentence.lang = lang;
    sentence.dir = "auto";
    row.append(sentence);
  }
  return row;
}
