# The audit as a service: built in one stage, run in another that has no compiler, no package index and no root.
#
#   docker build -t initiative-audit .
#   docker run --read-only --tmpfs /tmp -p 127.0.0.1:8484:8484 -v /srv/site:/audit/content:ro -v audit-reports:/audit/reports initiative-audit

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/audit
COPY pyproject.toml README.md /src/
COPY audit /src/audit
COPY examples /src/examples
RUN /opt/audit/bin/pip install "/src[postgres]" \
 && /opt/audit/bin/python -m compileall -q /opt/audit/lib

FROM python:3.13-slim
LABEL org.opencontainers.image.title="initiative-audit" \
      org.opencontainers.image.description="Nightly link-health and content audit for partner initiatives kept in a flat-file CMS" \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --gid 10001 audit \
 && useradd --uid 10001 --gid audit --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin audit \
 && install -d -o audit -g audit /audit/content /audit/reports
# What a container needs to say differently from a plain installation. Mount a file of your own over it to say more.
RUN printf '%s\n' 'content:' '  path: content' 'reports:' '  path: reports' 'service:' '  host: 0.0.0.0' > /audit/config.yaml
COPY --from=build /opt/audit /opt/audit
ENV PATH=/opt/audit/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /audit
# Numbers and not names, so that an orchestrator can see that it is not root.
USER 10001:10001
VOLUME ["/audit/content", "/audit/reports"]
EXPOSE 8484
# Asked by Python itself, for the image has no curl. AUDIT_PORT is for those who change service.port.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ.get('AUDIT_PORT', '8484') + '/healthz', timeout=4)"]
# What was checked is saved on the way out, which takes at most 20 seconds.
STOPSIGNAL SIGTERM
ENTRYPOINT ["audit"]
CMD ["serve"]
