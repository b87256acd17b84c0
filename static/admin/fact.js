/* Facts that run out, in the rich text editor: chosen from the central list, shown as one piece, never typed over. */
(() => {
  const { React, draftail } = window;

  class FactSource extends draftail.EntityDialog {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.factChooser,
        urlParams: {},
        onload: new window.ChooserModalOnloadHandlerFactory().getOnLoadHandlers(),
        responses: { chosen: this.onChosen },
      };
    }

    onChosen(fact) {
      this.write(fact.text, this.filterEntityData(fact), this.props.editorState.getSelection());
    }
  }

  const Fact = ({ children }) => React.createElement("span", { className: "fact-entity" }, children);

  draftail.registerPlugin({ type: "FACT", source: FactSource, decorator: Fact }, "entityTypes");
})();
