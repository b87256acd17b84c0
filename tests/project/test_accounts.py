"""People sign in with their e-mail address; pictures carry what a publication owes."""

import pytest

from django.contrib.auth import authenticate, get_user_model

from pictures.models import Picture
from pictures.renditions import specs

USER = get_user_model()


@pytest.mark.django_db
def test_capitals_in_an_address_make_no_difference():
    user = USER.objects.create_user("Mara@Example.ORG", "a-long-enough-password")
    assert user.email == "mara@example.org"
    assert authenticate(username="MARA@example.org", password="a-long-enough-password") == user


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["", None])
def test_a_user_needs_an_address(email):
    with pytest.raises(ValueError, match="A user needs an e-mail address"):
        USER.objects.create_user(email, "a-long-enough-password")


@pytest.mark.django_db
def test_an_administrator_made_in_the_shell_may_do_everything():
    user = USER.objects.create_superuser("ada@example.org", "a-long-enough-password")
    assert (user.is_staff, user.is_superuser) == (True, True)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"first_name": "Mara", "last_name": "Example"}, "Mara Example"),
        ({"email": "mara@example.org"}, "mara@example.org"),
    ],
)
def test_people_are_called_by_their_names(fields, name):
    assert str(USER(**fields)) == name


@pytest.mark.django_db
@pytest.mark.parametrize(("licence", "label"), [("", ""), ("cc-by", "CC BY 4.0"), ("own", "Our own work")])
def test_a_licence_is_named_in_words(licence, label):
    assert Picture(licence=licence).licence_label == label


def test_each_size_is_made_once_in_every_format():
    assert specs("width-320", "width-320") == [
        "format-avif|width-320",
        "format-webp|width-320",
        "format-jpeg|width-320",
    ]
