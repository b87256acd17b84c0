"""Health addresses, with one meaning each: `live` the process answers, `ready` it can serve readers."""

from django.db import Error, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def live(request):
    """Answer 200 as long as the process can answer at all. A failure means: restart me."""
    return JsonResponse({"status": "alive"})


@never_cache
def ready(request):
    """Answer 200 when the database answers, else 503. A failure means: send readers elsewhere, do not restart me."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except Error:
        return JsonResponse({"status": "unavailable", "database": "no answer"}, status=503)
    return JsonResponse({"status": "ready", "database": "answers"})
