/* Shows the ways to pass a page on that this browser has: its own sharing, its clipboard, its printer. */
{
  const share = document.querySelector(".share");
  if (share) {
    const { title, address, copied } = share.dataset;
    const said = share.querySelector("[role=status]");
    const ways = {
      share: navigator.share && (() => navigator.share({ title, url: address }).catch(() => {})),
      copy: navigator.clipboard && (async () => {
        await navigator.clipboard.writeText(address);
        said.textContent = copied;
      }),
      print: () => print(),
    };
    for (const button of share.querySelectorAll("button")) {
      const way = ways[button.value];
      if (!way) continue;
      button.addEventListener("click", way);
      button.parentElement.hidden = false;
    }
  }
}
