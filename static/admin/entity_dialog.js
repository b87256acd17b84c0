/* What our entities of the rich text editor share: a chooser in a dialog, after which the writer goes on typing.

Wagtail's own source hands the editor back while its dialog is still closing, and the dialog takes the keyboard with it.
Here the text is changed when the dialog is gone, so that the cursor stands behind what was chosen. */
(() => {
  const { DraftJS, draftail } = window;

  class EntityDialog extends draftail.ModalWorkflowSource {
    filterEntityData(chosen) {
      return { id: chosen.id };
    }

    /* Put `text` in the place of `selection`, or of the entity that the dialog was opened on. */
    write(text, data, selection) {
      const { editorState, entityKey, entityType, onComplete } = this.props;
      const content = editorState.getCurrentContent().createEntity(entityType.type, "IMMUTABLE", data);
      const range = entityKey ? draftail.DraftUtils.getEntitySelection(editorState, entityKey) : selection;
      const changed = DraftJS.Modifier.replaceText(
        content,
        range,
        text,
        undefined,
        content.getLastCreatedEntityKey(),
      );
      const state = DraftJS.EditorState.push(editorState, changed, "insert-characters");
      window.jQuery(document.body).one("hidden.bs.modal", () => onComplete(state));
      this.workflow.close();
    }
  }

  draftail.EntityDialog = EntityDialog;
})();
