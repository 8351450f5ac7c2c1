"""The pages, and which address each has."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from hafawa.web.views import entry, errors, figures, imports, patterns, people, sample, settings, today

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("cards/<int:suggestion_id>/do/", today.card_do, name="card_do"),
    path("cards/<int:suggestion_id>/later/", today.card_later, name="card_later"),
    path("cards/<int:suggestion_id>/not-this/", today.card_not_this, name="card_not_this"),
    path("cards/<int:suggestion_id>/undo/", today.card_undo, name="card_undo"),
    path("news/", today.today_news, name="today_news"),
    path("results/", today.results, name="results"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<slug:name>/", figures.figures_evidence, name="figures_evidence"),
    path("people/", people.people, name="people"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/evidence/", people.person_evidence, name="person_evidence"),
    path("people/<int:person_id>/details/", people.detail_add, name="detail_add"),
    path("people/<int:person_id>/occasions/", people.occasion_add, name="occasion_add"),
    path("details/<int:detail_id>/forget/", people.detail_forget, name="detail_forget"),
    path("details/restore/", people.detail_restore, name="detail_restore"),
    path("occasions/<int:occasion_id>/remove/", people.occasion_remove, name="occasion_remove"),
    path("promises/<int:event_id>/keep/", people.promise_keep, name="promise_keep"),
    path("promises/<int:event_id>/withdraw/", people.promise_withdraw, name="promise_withdraw"),
    path("strikes/<int:event_id>/repair/", people.strike_repair, name="strike_repair"),
    path("imports/", imports.imports, name="imports"),
    path("imports/upload/", imports.import_upload, name="import_upload"),
    path("imports/<int:run_id>/", imports.import_, name="import"),
    path("imports/<int:run_id>/try/", imports.import_dry_run, name="import_dry_run"),
    path("imports/<int:run_id>/answer/", imports.import_answer, name="import_answer"),
    path("imports/<int:run_id>/start/", imports.import_start, name="import_start"),
    path("imports/<int:run_id>/undo/", imports.import_undo, name="import_undo"),
    path("imports/<int:run_id>/left-out.csv", imports.import_rejected, name="import_rejected"),
    path("settings/", settings.settings, name="settings"),
    path("account/", settings.account, name="account"),
    path("account/password/", settings.account_password, name="account_password"),
    path("welcome/", entry.welcome, name="welcome"),
    path("welcome/shop/", entry.welcome_shop, name="welcome_shop"),
    path("welcome/shop/guess/", settings.guess, name="guess"),
    path("welcome/customers/", entry.welcome_customers, name="welcome_customers"),
    path("sample/", sample.sample, name="sample"),
    path("sample/fill/", sample.sample_fill, name="sample_fill"),
    path("sample/remove/", sample.sample_remove, name="sample_remove"),
    path("sign-in/", entry.sign_in, name="sign_in"),
    path("sign-out/", entry.sign_out, name="sign_out"),
    path("language/", entry.choose_language, name="choose_language"),
    path("patterns/", patterns.patterns, name="patterns"),
    path("healthz", errors.healthz, name="healthz"),
]
