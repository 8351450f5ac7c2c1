"""The WSGI application the web process serves."""

import os

from django.core.wsgi import get_wsgi_application

from hafawa.kernel.locks import note_use

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hafawa.config.settings")
application = get_wsgi_application()
note_use()  # also where another server than ours runs the pages: no restore goes on under them
