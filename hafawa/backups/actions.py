"""How is a backup made, proven and let go so that it is on record? Each verb leaves its row and its note."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from hafawa.backups import envelope, proving, schedule, taking
from hafawa.backups.envelope import Keys
from hafawa.backups.errors import BackupRefused, Locked, NotABackup, damaged
from hafawa.backups.feeding import Loading, Progress
from hafawa.backups.models import Backup, BackupPlan, Made, Proven
from hafawa.kernel import clock
from hafawa.kernel.locks import only_one
from hafawa.team import audit
from hafawa.team.models import User

_NAME = "hafawa-????????T??????Z*.tar*"


def make(
    folder: Path,
    *,
    keys: Keys,
    now: datetime,
    by: User | None,
    is_planned: bool = False,
    progress: Progress | None = None,
) -> Backup:
    """Make a backup in `folder` and prove it; its row. A failure is on record as well, and raised.

    What can be read back is restored from the file. What only its recipient can open is restored from the very bytes
    that were locked, while they were, and the file is read back and compared with what was written.
    """
    with only_one("backups"):
        _note_cut_off(now=now)
        taking.clear(folder)
        row = Backup.objects.create(
            begun_at=now, by=by, is_planned=is_planned, is_encrypted=keys.locks, folder=str(folder)
        )
        try:
            taken, wrong = _take(folder, keys=keys, now=now, progress=progress)
        except BackupRefused as error:
            _note_failed(row, error, by=by)
            raise
        with transaction.atomic():
            row.name, row.size_bytes, row.sha256 = taken.path.name, taken.size_bytes, taken.sha256
            row.rows, row.files, row.state, row.made_at = taken.rows, taken.files, Made.DONE, clock.now()
            row.save()
            audit.note(by=by, what="backups.made", about=f"backup:{row.pk}", facts=_facts(row), now=row.made_at)
        if not keys.recipient:
            return prove(row, keys=keys, by=by, progress=progress)
        if wrong is not None:
            _note_not_proven(row, wrong, by=by)
            raise wrong
        _note_proven(row, Proven.RESTORED, by=by)
    return row


def prove(row: Backup, *, keys: Keys, by: User | None, progress: Progress | None = None) -> Backup:
    """Restore it into scratch and compare; without a key to open it, compare the file with what was proven then.

    The outcome is on record; what is wrong is raised too: Damaged, Locked, NotABackup, NoRoom.
    """
    Backup.objects.filter(pk=row.pk).update(proof=Proven.RUNNING)
    try:
        how = _how_proven(row, keys=keys, progress=progress)
    except BackupRefused as error:
        _note_not_proven(row, error, by=by)
        raise
    _note_proven(row, how, by=by)
    return row


def record_of(path: Path) -> Backup | None:
    """The row of the backup at `path`, if it is one of ours."""
    return Backup.objects.filter(folder=str(path.parent), name=path.name, state=Made.DONE).order_by("-id").first()


def adopt(path: Path) -> Backup:
    """The row of the backup at `path`; a new one for a file that came here by another way. Raises NotABackup."""
    if found := record_of(path):
        return found
    is_locked = envelope.is_locked(path)
    made_at = made_when(path.name) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Backup.objects.create(
        name=path.name, folder=str(path.parent), begun_at=made_at, made_at=made_at, is_encrypted=is_locked,
        state=Made.DONE, size_bytes=path.stat().st_size,
    )  # fmt: skip


def lying_in(folder: Path) -> list[Path]:
    """The files in `folder` that are named as backups are, newest first."""
    try:
        return sorted((p for p in folder.glob(_NAME) if p.is_file()), key=lambda p: p.name, reverse=True)
    except OSError:
        return []


def made_when(name: str) -> datetime | None:
    """When the backup called `name` was made, as its name says."""
    try:
        return datetime.strptime(name[7:23], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def let_old_go(plan: BackupPlan, *, now: datetime) -> int:
    """Remove planned backups the plan no longer keeps; never the last proven one, never one made by hand. How many."""
    rows = [r for r in Backup.objects.filter(is_planned=True, state=Made.DONE, folder=str(plan.home)) if r.is_there]
    gone = schedule.to_let_go(
        (r.begun_at for r in rows), last=plan.keep_last, weeks=plan.keep_weeks, months=plan.keep_months
    )
    proven = max((r for r in rows if r.proof == Proven.RESTORED), key=lambda r: r.begun_at, default=None)
    going = [r for r in rows if r.begun_at in gone and r != proven]
    for row in going:
        row.path.unlink(missing_ok=True)
        Backup.objects.filter(pk=row.pk).update(state=Made.REMOVED)
        audit.note(by=None, what="backups.let_go", about=f"backup:{row.pk}", facts={"name": row.name}, now=now)
    return len(going)


def change_plan(plan: BackupPlan, *, by: User, now: datetime) -> None:
    """Keep what the owner decided. Raises WrongKey for a recipient nobody can be, NotWritable for a folder."""
    from hafawa.backups.errors import in_words

    if plan.recipient:
        envelope.check_recipient(plan.recipient)
    if plan.folder:
        with in_words(plan.home):
            plan.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            probe = plan.home / ".hafawa-probe"
            probe.touch()
            probe.unlink()
    with transaction.atomic():
        plan.changed_at = now
        plan.save()
        facts = {"often": plan.often, "is_encrypted": bool(plan.recipient), "keep_last": plan.keep_last}
        audit.note(by=by, what="backups.plan_changed", facts=facts, now=now)


def _take(
    folder: Path, *, keys: Keys, now: datetime, progress: Progress | None
) -> tuple[taking.Taken, BackupRefused | None]:
    """The backup; where only its recipient can open it, also what its proof while it was locked found wrong."""
    if not keys.recipient:
        return taking.take(folder, now=now, keys=keys, progress=progress), None
    with proving.scratch() as (scratch, url):
        loading = Loading(mode="prove", now=now.isoformat(), folder=scratch, url=url)
        try:
            taken = taking.take(folder, now=now, keys=keys, progress=progress, also=loading)
            return taken, _wrong(loading, taken)
        finally:
            loading.close()


def _wrong(loading: Loading, taken: taking.Taken) -> BackupRefused | None:
    try:
        loading.answer()
    except BackupRefused as error:
        return error
    return None if proving.sha256_of(taken.path) == taken.sha256 else damaged(taken.path.name)


def _how_proven(row: Backup, *, keys: Keys, progress: Progress | None) -> Proven:
    if not row.path.is_file():
        raise NotABackup(_("The file %(name)s is no longer in its folder. Use another backup.") % {"name": row.name})
    if not row.is_encrypted or keys.identity or keys.passphrase:
        found = proving.verify(row.path, keys=keys, now=clock.now(), progress=progress)
        row.rows, row.files = found.rows, found.files
        return Proven.RESTORED
    if row.sha256 and proving.sha256_of(row.path) != row.sha256:
        raise damaged(row.name)
    if row.proven_at is None:
        raise Locked(
            _(
                "Only its key can open this backup, and it is not here. Prove it where the key is: "
                "hafawa backup verify FILE --identity KEY."
            )
        )
    return Proven.UNCHANGED


def _note_proven(row: Backup, how: Proven, *, by: User | None) -> None:
    now = clock.now()
    row.proof, row.looked_at, row.error_key, row.error = how, now, "", ""
    if how == Proven.RESTORED:
        row.proven_at = now
    with transaction.atomic():
        row.save(update_fields=["proof", "looked_at", "proven_at", "rows", "files", "error_key", "error"])
        audit.note(by=by, what="backups.proven", about=f"backup:{row.pk}", facts=_facts(row), now=now)


def _note_not_proven(row: Backup, error: BackupRefused, *, by: User | None) -> None:
    row.proof, row.looked_at, row.error_key, row.error = Proven.FAILED, clock.now(), error.key, error.message
    with transaction.atomic():
        row.save(update_fields=["proof", "looked_at", "error_key", "error"])
        audit.note(by=by, what="backups.not_proven", about=f"backup:{row.pk}", facts=_facts(row), now=row.looked_at)


def _note_failed(row: Backup, error: BackupRefused, *, by: User | None) -> None:
    row.state, row.error_key, row.error = Made.FAILED, error.key, error.message
    with transaction.atomic():
        row.save(update_fields=["state", "error_key", "error"])
        audit.note(by=by, what="backups.failed", about=f"backup:{row.pk}", facts={"why": error.key}, now=clock.now())


def _note_cut_off(*, now: datetime) -> None:
    """Nobody else is making one now: what is said to be under way was killed."""
    Backup.objects.filter(state=Made.RUNNING).update(state=Made.FAILED, error_key="cut_off")


def _facts(row: Backup) -> dict[str, object]:
    return {"name": row.name, "size_bytes": row.size_bytes, "proof": row.proof, "is_encrypted": row.is_encrypted}
