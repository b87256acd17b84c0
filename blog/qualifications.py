"""What author profiles say of a person's standing as a medical reviewer."""

from blog.models.author import AuthorProfile
from editorial.qualifications import Qualification, reads_qualifications


@reads_qualifications
def of_author_profile(user, on):
    """Return the Qualification that the user's public profile shows on a day, or None.

    A profile that is not public, of somebody who does not review, or without a credential that is valid on that day,
    gives none. The standing lasts as long as the last of the valid credentials.
    """
    profile = AuthorProfile.objects.live().filter(user=user, is_medical_reviewer=True).first()
    if profile is None:
        return None
    valid = [credential for credential in profile.credentials.all() if credential.is_valid(on)]
    if not valid:
        return None
    ends = [credential.expires_on for credential in valid if credential.expires_on]
    return Qualification(
        credential="; ".join(f"{c.degree}, {c.authority}" if c.authority else c.degree for c in valid),
        expires_on=max(ends) if len(ends) == len(valid) else None,
        scope=frozenset(link.topic_id for link in profile.scope_topics.all()),
        parties=frozenset(interest.party for interest in profile.interests.all() if interest.party),
    )
