/* Answers “Was this helpful?” in place. Without script the same form leads to a page of its own. */
const answer = document.querySelector(".voices__answer");
answer?.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (submitter?.name !== "answer") return;
  event.preventDefault();
  const data = new URLSearchParams(new FormData(form, submitter));
  try {
    const response = await fetch(form.action, { method: "POST", body: data, headers: { "X-Fragment": "1" } });
    const said = new DOMParser().parseFromString(await response.text(), "text/html").querySelector(".voices__said");
    answer.replaceChildren(said);
    said.querySelector("h2").focus();
  } catch {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "answer", value: submitter.value }));
    form.submit();
  }
});
