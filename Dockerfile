# The image of web, worker and one-off commands. Build: docker build -t imprimatur .
# Two stages: pip and its leftovers stay in the first, and what runs holds the packages and the rooms only.

FROM python:3.12-slim-trixie AS packages
COPY requirements.lock /tmp/requirements.lock
RUN python -m venv /opt/imprimatur \
    && /opt/imprimatur/bin/pip install --no-cache-dir --disable-pip-version-check \
       --require-hashes --only-binary :all: -r /tmp/requirements.lock \
    && /opt/imprimatur/bin/python -m compileall -q /opt/imprimatur/lib

FROM python:3.12-slim-trixie
ENV PATH=/opt/imprimatur/bin:$PATH \
    PYTHONPATH=/srv/imprimatur/site:/srv/imprimatur \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    VAR_DIR=/var/lib/imprimatur
# A fixed number, so that the owner of a volume's files stays the same from one image to the next.
RUN groupadd --gid 10001 imprimatur \
    && useradd --uid 10001 --gid imprimatur --no-create-home --shell /usr/sbin/nologin imprimatur \
    && install -d -o imprimatur -g imprimatur /var/lib/imprimatur /var/lib/imprimatur/media
COPY --from=packages /opt/imprimatur /opt/imprimatur
WORKDIR /srv/imprimatur
COPY manage.py ./
COPY static static
COPY site site
COPY editorial editorial
COPY blog blog
COPY search search
COPY home home
USER imprimatur
# Collecting files reads no secret, but the production settings start with nothing less; none of this is kept.
RUN SECRET_KEY=for-collecting-static-files-only-0123456789-abcdefghijklmnopqrstuvwxyz \
    ALLOWED_HOSTS=build.invalid BASE_URL=https://build.invalid DATABASE_URL=postgres://nobody@build.invalid/none \
    EMAIL_URL=smtp://build.invalid:587 DEFAULT_FROM_EMAIL=nobody@build.invalid \
    python manage.py collectstatic --no-input --verbosity 0
EXPOSE 8000
# The site answers to its own names only, so the check uses the first of them.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; host = os.environ['ALLOWED_HOSTS'].split(',')[0].strip().lstrip('.'); r.urlopen(r.Request('http://127.0.0.1:8000/health/live/', headers={'Host': host}), timeout=4)"]
# Pictures in their sizes are served by granian itself. Nothing else in the media folder is public: originals and
# documents go through the site, which asks who may have them.
CMD ["sh", "-c", "mkdir -p \"$VAR_DIR/media/images\" && exec granian config.wsgi:application --interface wsgi --no-ws --host 0.0.0.0 --port 8000 --workers 2 --blocking-threads 32 --respawn-failed-workers --workers-kill-timeout 20 --static-path-route /media/images --static-path-mount \"$VAR_DIR/media/images\""]
