"""The WSGI application that a production server loads: finished pages first, Django behind them."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

behind = get_wsgi_application()

from delivery import limits  # noqa: E402 - they need Django's settings, which are read above
from delivery.kept import door, house  # noqa: E402

application = door.Door(limits.Limits(behind), house.from_settings())
