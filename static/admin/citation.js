/* Citations in the rich text editor. Wagtail's own chooser opens from the toolbar, from "/", or by Ctrl+Alt+F (⌘⌥F). */
(() => {
  const { React, draftail } = window;
  const TYPE = "CITATION";
  const KEY_F = 70;

  // The hands of somebody who cites are on the keyboard: the dialog opens with the cursor in its search field.
  const chooseByKeyboard = (modal, data) => {
    window.CHOOSER_MODAL_ONLOAD_HANDLERS.choose(modal, data);
    const focus = () => modal.body[0].querySelector("[name=q]")?.focus();
    modal.body.closest(".modal").one("shown.bs.modal", focus);
    focus();
  };

  class CitationSource extends draftail.EntityDialog {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.referenceChooser,
        urlParams: {},
        onload: { ...window.CHOOSER_MODAL_ONLOAD_HANDLERS, choose: chooseByKeyboard },
        responses: { chosen: this.onChosen },
      };
    }

    onChosen(reference) {
      // A citation that the cursor stands in is replaced; words that were selected stay, the citation goes behind them.
      const { editorState } = this.props;
      this.write(`[${reference.label}]`, this.filterEntityData(reference), behind(editorState.getSelection()));
    }
  }

  const behind = (selection) =>
    selection.merge({
      anchorKey: selection.getEndKey(),
      anchorOffset: selection.getEndOffset(),
      focusKey: selection.getEndKey(),
      focusOffset: selection.getEndOffset(),
      isBackward: false,
    });

  const Citation = ({ children }) => React.createElement("span", { className: "citation-mark" }, children);

  draftail.registerPlugin({ type: TYPE, source: CitationSource, decorator: Citation }, "entityTypes");
  draftail.registerPlugin(
    {
      type: "citation-keys",
      keyBindingFn: (event) =>
        event.keyCode === KEY_F && event.altKey && (event.ctrlKey || event.metaKey) ? TYPE : undefined,
    },
    "plugins",
  );
})();
