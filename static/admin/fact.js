/* Facts that run out, in the rich text editor: chosen from the central list, shown as one piece, never typed over. */
(() => {
  const { ModalWorkflowSource, registerPlugin } = window.draftail;

  class FactSource extends ModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.factChooser,
        urlParams: {},
        onload: new window.ChooserModalOnloadHandlerFactory().getOnLoadHandlers(),
        responses: { chosen: this.onChosen },
      };
    }

    filterEntityData(fact) {
      return { id: fact.id };
    }

    onChosen(fact) {
      super.onChosen({ ...fact, title: fact.text, prefer_this_title_as_link_text: true });
    }
  }

  const Fact = ({ children }) => window.React.createElement("span", { className: "fact-entity" }, children);

  registerPlugin({ type: "FACT", source: FactSource, decorator: Fact }, "entityTypes");
})();
