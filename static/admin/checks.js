/* The panel “Editorial checks”: brings findings up to date after each save, leads to their places, takes answers. */
(() => {
  if (!window.StimulusModule) return; // the sign-in page has no scripts of Wagtail's

  const UNSAVED = /\/0\/$/;

  class ChecksController extends window.StimulusModule.Controller {
    static targets = ["fragment"];

    static values = { url: String };

    /* After an automatic save. A new draft has its key only now. */
    async refresh(event) {
      const saved = event.detail && event.detail.response;
      if (saved && saved.pk && UNSAVED.test(this.urlValue)) {
        this.urlValue = this.urlValue.replace(UNSAVED, `/${saved.pk}/`);
      }
      if (UNSAVED.test(this.urlValue)) return;
      this.latest = (this.latest || 0) + 1;
      const asked = this.latest;
      try {
        const answer = await fetch(this.urlValue, { headers: { "X-Requested-With": "XMLHttpRequest" } });
        // The answer to an older save must not replace that to a newer one.
        if (answer.ok && asked === this.latest) this.show(await answer.text());
      } catch {
        // Without a connection the findings stay as they are; the next save asks again.
      }
    }

    async answer(event) {
      event.preventDefault();
      const form = event.target;
      const button = form.querySelector("[type=submit]");
      button.disabled = true;
      try {
        const answer = await fetch(form.action, {
          method: "POST",
          body: new FormData(form),
          headers: { "X-Requested-With": "XMLHttpRequest" },
        });
        if (!answer.ok) throw new Error(String(answer.status));
        const key = form.elements.namedItem("key").value;
        this.latest = (this.latest || 0) + 1;
        this.show(await answer.text(), key);
      } catch {
        form.submit(); // the page that answers without a script says what is wrong
      } finally {
        button.disabled = false;
      }
    }

    /* Replace the list; keep what is being typed elsewhere in it, and the focus. */
    show(html, answered = null) {
      const typed = new Map();
      let focused = null;
      const answers = () => [...this.fragmentTarget.querySelectorAll("form")].filter((form) => form.elements.reason);
      const given = () => this.fragmentTarget.querySelector(".findings__answered");
      const wasOpen = given()?.open;
      answers().forEach((form) => {
        const key = form.elements.namedItem("key").value;
        const reason = form.elements.namedItem("reason");
        if (reason === document.activeElement) focused = key;
        if (key !== answered && form.closest("details").open) typed.set(key, reason.value);
      });
      this.fragmentTarget.innerHTML = html;
      if (wasOpen && given()) given().open = true;
      answers().forEach((form) => {
        const key = form.elements.namedItem("key").value;
        const reason = form.elements.namedItem("reason");
        if (typed.has(key)) {
          form.closest("details").open = true;
          reason.value = typed.get(key);
        }
        if (key === focused) reason.focus();
      });
      // The button that answered is gone: go on from the top of the list, not of the page.
      if (answered !== null && focused === null) this.fragmentTarget.querySelector(".findings__sum")?.focus();
      this.count();
    }

    count() {
      const counted = this.fragmentTarget.querySelector("[data-editorial-checks-count]");
      const counter = document.querySelector(
        '[data-side-panel-toggle="findings"] [data-side-panel-toggle-counter]',
      );
      if (!counted || !counter) return;
      const number = Number(counted.dataset.editorialChecksCount);
      counter.textContent = String(number);
      counter.hidden = number === 0;
    }

    /* Go to a block or field: open the tab and the panels around it, scroll, and focus what can be typed in. */
    jump(event) {
      const link = event.currentTarget;
      const id = decodeURIComponent(link.hash.slice(1));
      const place = link.dataset.place;
      const target = document.getElementById(id) || (place && document.getElementsByName(place)[0]);
      if (!target) return; // the block is gone: the link does what links do
      event.preventDefault();
      const tab = target.closest('[role="tabpanel"][hidden]');
      if (tab) document.querySelector(`[role="tab"][aria-controls="${tab.id}"], [role="tab"][href="#${tab.id}"]`)?.click();
      for (let panel = target.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
        panel.querySelector('[data-panel-toggle][aria-expanded="false"]')?.click();
      }
      target.scrollIntoView({ block: "center" });
      const typed = '[contenteditable="true"], textarea, input:not([type="hidden"]), select';
      const field = target.matches(typed) ? target : target.querySelector(typed);
      (field || target).focus({ preventScroll: true });
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    window.wagtail?.app?.register("editorial-checks", ChecksController);
  });
})();
