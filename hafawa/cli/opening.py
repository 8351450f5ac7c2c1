"""How is the data folder made ready, and what is said when it cannot be?"""

from __future__ import annotations

import gc
import os
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from django.utils.translation import gettext as _

from hafawa.kernel.errors import Refused

SETTINGS = "hafawa.config.settings"
refusal: Refused | None = None  # why `speak` could not be followed, for the doctor, who explains it
_LOCALE = Path(__file__).resolve().parent.parent / "locale"


class FolderNotWritable(Refused):
    """The data folder cannot be made or written."""


class SettingsWrong(Refused):
    """A HAFAWA_* variable makes no sense."""


class DatabaseNewer(Refused):
    """The database was used by a later version of Hafawa than this one."""


class DatabaseAway(Refused):
    """The database does not answer."""


def speak() -> None:
    """Load the settings and the models; speak as LANG asks, else as the shop does once its folder is open."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        settings.HAFAWA_DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
        _load()
    except OSError as error:
        _speak_without_settings()
        raise _not_writable(error) from error
    except ImproperlyConfigured as error:
        _speak_without_settings()
        raise SettingsWrong(_("The settings do not make sense: %(error)s") % {"error": error}) from error
    translation.activate(_terminal_language() or "en")


def _load() -> None:
    """The models, once. Nothing imported is ever let go: an eighth of the start went into looking for what may be."""
    import django
    from django.apps import apps

    if apps.ready:
        return
    gc.disable()
    try:
        django.setup()
        gc.freeze()
    finally:
        gc.enable()


def open_folder() -> None:
    """The data folder made, writable, its database brought up to date; several processes may do it at once.

    A restore that was cut off is brought to its end first; from then on the folder is in use until this process ends.
    Raises FolderNotWritable, DatabaseNewer, DatabaseAway, FolderBeingReplaced.
    """
    from django.db import OperationalError

    from hafawa.backups import after_restore, restoring
    from hafawa.kernel import locks

    try:
        _check_writable()
        restoring.finish_interrupted()
        locks.note_use()
        _bring_up_to_date()
        after_restore.pay()
    except OSError as error:
        raise _not_writable(error) from error
    except OperationalError as error:
        raise DatabaseAway(_database_away(error)) from error
    if not _terminal_language():
        translation.activate(_shop_language())


def speak_as_the_shop() -> None:
    """In the shop's language, where neither the terminal asks for one nor the database is away."""
    from django.db import DatabaseError

    from hafawa.team.models import Shop

    try:
        shop = Shop.objects.filter(id=1).first()
    except DatabaseError:
        return
    if shop is not None and not _terminal_language():
        translation.activate(shop.language)


def _bring_up_to_date() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from hafawa.kernel import clock
    from hafawa.kernel.first_schema import FirstExecutor
    from hafawa.kernel.locks import only_one
    from hafawa.privacy.reapplying import reapply

    with only_one("migrate"):
        executor = MigrationExecutor(connection)
        applied, newest = set(executor.loader.applied_migrations), executor.loader.graph.leaf_nodes()
        _refuse_newer(applied, set(executor.loader.disk_migrations))
        if not applied:
            FirstExecutor(connection).migrate(newest)
        if not applied or executor.migration_plan(newest):
            call_command("migrate", interactive=False, verbosity=0)
        if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
            call_command("createcachetable", verbosity=0)
        reapply(clock.now())  # an older backup may have brought back whom the journal of erasures names


def _refuse_newer(applied: set[tuple[str, str]], known: set[tuple[str, str]]) -> None:
    """Raise DatabaseNewer where a change was made to the database that this version does not know."""
    from django.apps import apps

    labels = {app.label for app in apps.get_app_configs()}
    if unknown := sorted(f"{app}.{name}" for app, name in applied - known if app in labels):
        raise DatabaseNewer(
            _(
                "The data in %(folder)s was used by a newer version of Hafawa (it knows %(change)s). Nothing was "
                "changed. Install that version or a later one, or set HAFAWA_DATA_DIR to another folder."
            )
            % {"folder": settings.HAFAWA_DATA_DIR, "change": unknown[0]}
        )


def _check_writable() -> None:
    probe = settings.HAFAWA_DATA_DIR / f".writable-{os.getpid()}"
    probe.touch()
    probe.unlink()


def _not_writable(error: OSError) -> FolderNotWritable:
    words = _(
        "The data folder cannot be used: %(error)s. Nothing was changed. Make it writable for this user, or set "
        "HAFAWA_DATA_DIR to a folder that is."
    )
    return FolderNotWritable(words % {"error": f"{error.strerror} ({error.filename})"})


def _database_away(error: Exception) -> str:
    return _(
        "The database does not answer: %(error)s. Nothing was changed. See that it runs and that "
        "HAFAWA_DATABASE_URL is right, then try again."
    ) % {"error": str(error).strip()}


def _speak_without_settings() -> None:
    import django

    if not settings.configured:
        settings.configure(USE_I18N=True, LANGUAGE_CODE="en", LOCALE_PATHS=[_LOCALE], LOGGING_CONFIG=None)
        django.setup()
    translation.activate(_terminal_language() or "en")


def _terminal_language() -> str:
    """What LC_ALL, LC_MESSAGES or LANG asks for, if we speak it; C, POSIX and nothing ask for nothing."""
    asked = next((os.environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)), "")
    language = asked.split(".")[0].split("_")[0].lower()
    return language if language in {"en", "ar", "ka"} else ""


def _shop_language() -> str:
    from hafawa.team.models import Shop

    return Shop.get().language
