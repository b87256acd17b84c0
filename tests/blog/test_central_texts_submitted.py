"""Each kind of central text in its form: what the checks stop is kept and said in words, the rest goes on."""

from datetime import timedelta

import pytest

from django.urls import reverse
from django.utils import timezone

from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from blog.blocks.text import LINE_FEATURES
from blog.models import HarmReduction, RegulatoryStatus, SafetyInformation, UrgentHelp, VolatileFact
from blog.models.central import RICH
from blog.models.safety import TOPICS
from editorial.ledger import Event
from editorial.models import LedgerEntry

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.checked]
BAD, GOOD = "It is a miracle for everyone.", "Do not drive until the next day."
TODAY = timezone.localdate()


def safety(room, words):
    items = [("item", {"topic": topic, "text": _rich(words, LINE_FEATURES)}) for topic, _label in TOPICS]
    introduction = _rich("Read this.", LINE_FEATURES)
    return {"title": "Safety", "treatment": room.topic.pk, "introduction": introduction, "topics": streamfield(items)}


def harm_reduction(room, words):
    points = streamfield([("point", _rich(words, RICH))])
    return {"title": "Safer use", "treatment": room.topic.pk, "introduction": _rich("Read.", RICH), "points": points}


def urgent_help(room, words):
    line = {"country": "US", "name": "988 Lifeline", "phone": "988", "text_line": "", "chat_url": "", "url": ""}
    lines = streamfield([("line", {**line, "emergency": "911", "note": ""})])
    return {"title": "If you need help now", "introduction": _rich(words, RICH), "lines": lines}


def status(room, words):
    row = {"treatment": room.topic.pk, "condition": "", "other_use": "sleep", "country": "US", "route": "any"}
    source = {"source": "", "source_url": "https://www.fda.gov/label", "review_due": TODAY + timedelta(days=180)}
    return {**row, **source, "status": "off_label", "sentence": words}


def fact(room, words):
    source = {"source": "", "source_url": "https://www.dea.gov/rule"}
    days = {"valid_from": "", "valid_until": TODAY + timedelta(days=90)}
    return {"name": "A rule", "text": words, **source, **days}


KINDS = {
    SafetyInformation: safety,
    HarmReduction: harm_reduction,
    UrgentHelp: urgent_help,
    RegulatoryStatus: status,
    VolatileFact: fact,
}


def _rich(words, features):
    return rich_text(f"<p>{words}</p>", features=features)


def post(room, model, words, action="submit", text=None):
    """Post the form of a new text, or of `text`, and return the answer with what its next screen says."""
    data = nested_form_data({**KINDS[model](room, words), "as_of": TODAY, f"action-{action}": "1"})
    view, keys = ("edit", [text.pk]) if text else ("add", [])
    client = room.client(room.editor)
    answer = client.post(reverse(model.snippet_viewset.get_url_name(view), args=keys), data)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url, [str(each) for each in client.get(answer.url).context["messages"]]


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_what_the_checks_stop_is_kept_and_said_and_the_rest_is_submitted(room, model):
    url, said = post(room, model, BAD)
    text = model.objects.get()
    assert url == reverse(model.snippet_viewset.get_url_name("edit"), args=[text.pk])
    assert any("miracle" in message for message in said)
    assert any("Your draft is saved." in message for message in said)
    assert not WorkflowState.objects.for_instance(text).exists()
    assert not LedgerEntry.objects.about(text).exists()
    html = room.client(room.editor).get(url).text
    assert "miracle" in html
    assert "stops this draft." in html or "stop this draft." in html

    _url, said = post(room, model, BAD, text=text)  # again, from the form of what exists
    assert any("miracle" in message for message in said)
    assert not WorkflowState.objects.for_instance(text).exists()

    post(room, model, GOOD, text=text)
    assert LedgerEntry.objects.about(text).filter(event=Event.SUBMITTED).exists()
    assert WorkflowState.objects.for_instance(text).get().status == WorkflowState.STATUS_IN_PROGRESS


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_what_was_sent_back_is_stopped_when_it_comes_again_or_is_restarted(room, model):
    post(room, model, GOOD)
    text = model.objects.get()
    text.current_workflow_task.on_action(text.current_workflow_task_state, room.managing_editor, "reject", comment="No")
    state = WorkflowState.objects.for_instance(text).get()
    for action in ("submit", "restart-workflow"):
        _url, said = post(room, model, BAD, action, text)
        assert any("miracle" in message for message in said), action
        assert WorkflowState.objects.for_instance(text).get() == state
        state.refresh_from_db()
        assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert LedgerEntry.objects.about(text).filter(event=Event.SUBMITTED).count() == 1
    post(room, model, GOOD, "restart-workflow", text)
    assert WorkflowState.objects.for_instance(text).filter(status=WorkflowState.STATUS_IN_PROGRESS).exists()
