"""Which threats there are on this ground, and which tests show that each is met."""

from __future__ import annotations

THREATS: dict[str, tuple[str, ...]] = {
    "stored XSS": (
        "tests/web/test_markup.py::test_stored_xss_nothing_written_becomes_markup_on_any_page",
        "tests/web/test_static.py::test_the_policy_of_every_answer_allows_nothing_unsafe",
        "tests/channels/mail/test_quotes.py::test_hidden_scripts_never_become_words",
        "tests/channels/mail/test_html_shown.py::test_stored_xss_in_mail_html_nothing_active_is_left_and_the_words_stay",
        "tests/browser/test_letters.py::test_stored_xss_in_mail_html_nothing_runs_and_nothing_is_fetched",
    ),
    "javascript: in a URL field": (
        "tests/kernel/test_safe_fetch.py::test_ssrf_what_is_no_plain_web_address_is_refused",
        "tests/web/test_markup.py::test_stored_xss_nothing_written_becomes_markup_on_any_page",
        "tests/channels/mail/test_links.py::test_javascript_in_a_url_field_and_every_other_scheme_is_no_link",
        "tests/web/test_messages.py::test_javascript_in_a_url_field_is_refused_on_render_whoever_wrote_it",
    ),
    "tracking pixels": (
        "tests/channels/mail/test_html_shown.py::test_tracking_pixels_remote_pictures_are_kept_back_and_counted",
        "tests/browser/test_letters.py::test_tracking_pixels_are_fetched_by_the_browser_only_when_asked_for",
    ),
    "widget identity spoof": (
        "tests/channels/chat/test_identity.py::test_widget_identity_spoof_nothing_else_is_believed",
        "tests/channels/chat/test_door.py::test_widget_identity_spoof_a_known_address_typed_touches_nobody",
        "tests/channels/chat/test_door.py::test_widget_identity_spoof_a_stranger_reads_only_their_own_conversation",
        "tests/channels/chat/test_door.py::test_widget_identity_spoof_the_next_one_at_the_computer_does_not_read_on",
        "tests/web/test_chat.py::test_widget_identity_spoof_a_token_of_nobody_hears_and_does_nothing",
        "tests/browser/test_chat.py::test_widget_identity_spoof_who_signs_out_takes_their_conversation_along",
    ),
    "active attachments": (
        "tests/web/test_chat.py::test_active_attachments_a_file_is_only_ever_saved",
        "tests/channels/mail/test_parse.py::test_names_of_attachments_are_read_and_made_harmless",
        "tests/web/test_markup.py::test_header_injection_no_name_of_ours_or_theirs_ends_a_header",
        "tests/faults/test_bad_inputs.py::test_a_file_may_be_called_anything",
        "tests/channels/mail/test_pictures.py::test_active_attachments_what_only_claims_to_be_a_picture_is_none",
        "tests/channels/mail/test_packages.py::test_active_attachments_a_name_in_a_package_leads_nowhere",
        "tests/browser/test_letters.py::test_active_attachments_opened_in_a_browser_are_kept_and_do_not_run",
    ),
    "IDOR": (
        "tests/web/test_chat.py::test_idor_a_file_opens_by_its_own_key_or_for_who_answers",
        "tests/web/test_messages.py::test_attachment_and_object_idor_whoever_may_not_see_the_event_gets_nothing_of_it",
        "tests/web/test_messages.py::test_attachment_and_object_idor_a_number_leads_to_no_other_letters_file",
        "tests/api/test_threats.py::test_idor",
        "tests/web/test_rights.py::test_everybody_gets_what_is_declared_and_nothing_else",
        "tests/people/test_belonging.py::test_idor_what_is_somebody_elses_or_never_to_be_shown_is_not_removed_by_its_number",
        "tests/web/test_policy.py::test_every_route_declares_who_may_see_it",
    ),
    "webhook forge and replay": (
        "tests/api/test_hooks.py::test_webhook_forge_and_replay",
        "tests/api/test_phone.py::test_webhook_forge_and_replay_of_calls",
        "tests/webhooks/test_both_databases.py::test_the_same_message_twelve_times_at_once_counts_once",
        "tests/channels/mail_doors/test_services.py::test_what_is_not_rightly_signed_is_refused",
        "tests/channels/mail_doors/test_services.py::test_the_same_sent_a_hundred_times_is_kept_once",
    ),
    "mail loops": (
        "tests/channels/mail/test_loops.py::test_what_says_that_it_is_no_person_is_not_answered",
        "tests/channels/mail/test_loops.py::test_two_machines_are_parted_after_three_exchanges",
    ),
    "open relay, SMTP smuggling": (
        "tests/channels/mail_doors/test_smtp.py::test_nothing_is_taken_for_anybody_else",
        "tests/channels/mail_doors/test_smtp.py::test_no_second_message_is_smuggled_in_the_first",
    ),
    "OAuth state": (
        "tests/channels/mailbox/test_oauth.py::test_an_answer_to_another_question_is_none",
        "tests/web/test_mail_doors.py::test_a_no_a_strangers_answer_and_one_nobody_asked_for_connect_nothing",
    ),
    "SSRF": (
        "tests/kernel/test_safe_fetch.py::test_ssrf_however_an_address_inside_is_written_it_is_refused",
        "tests/kernel/test_safe_fetch.py::test_ssrf_every_hop_of_a_redirect_is_checked_anew",
        "tests/webhooks/test_delivery.py::test_ssrf_an_address_inside_is_refused_when_typed_and_when_sent",
    ),
    "CSV formula injection": (
        "tests/kernel/test_csv_out.py::test_nothing_a_spreadsheet_runs_stands_first",
        "tests/people/test_export.py::test_export_then_import_is_the_identity_even_for_formulas_and_many_lines",
        "tests/people/test_ties.py::test_export_then_import_is_the_identity_even_for_formulas_and_three_scripts",
    ),
    "ReDoS": (
        "tests/kernel/test_growing.py::test_redos_four_times_the_text_is_about_four_times_the_work",
        "tests/listening/test_linear_time.py::test_twice_the_text_is_at_most_about_twice_the_work",
        "tests/channels/mail/test_quotes.py::test_cutting_time_grows_with_length_and_not_with_its_square",
    ),
    "parser and zip bombs": (
        "tests/channels/importers/test_tables.py::test_a_zip_bomb_is_not_unpacked",
        "tests/channels/mail/test_parse.py::test_three_thousand_brackets_and_two_thousand_parts_are_read",
        "tests/faults/test_bad_inputs.py::test_a_bad_file_is_answered_in_words_within_bounds_and_the_next_one_comes_in",
        "tests/web/test_hostile.py::test_any_words_in_any_field_or_query_of_any_route_are_answered",
    ),
    "mass assignment": ("tests/api/test_threats.py::test_mass_assignment",),
    "weak tokens": (
        "tests/api/test_threats.py::test_weak_tokens_end_with_the_password_the_member_and_the_day",
        "tests/team/test_links.py::test_weak_tokens_one_time_48_hours_blank_refused_revoked",
    ),
    "account enumeration, reset floods": (
        "tests/web/test_sign_in.py::test_account_enumeration_sign_in_and_reset_answer_the_same",
        "tests/web/test_sign_in.py::test_reset_floods_are_stopped_and_read_the_same",
    ),
    "trusted headers, state-changing GET": (
        "tests/web/test_sign_in.py::test_trusted_headers_are_ignored_unless_configured",
        "tests/web/test_policy.py::test_looking_changes_nothing",
    ),
    "header and template injection": (
        "tests/web/test_markup.py::test_header_injection_no_name_of_ours_or_theirs_ends_a_header",
    ),
    "erasure leftovers, re-import of the erased": (
        "tests/privacy/test_canary.py::test_no_canary_sings_after_the_erasure",
        "tests/privacy/test_canary.py::test_no_canary_comes_back_with_the_same_files",
        "tests/privacy/test_seams.py::test_the_undo_of_an_import_leaves_whoever_is_to_be_erased",
    ),
    "backups that lie": (
        "tests/backups/test_backing_up.py::test_a_flipped_bit_is_found_and_told",
        "tests/backups/test_backing_up.py::test_a_raw_file_missing_in_the_archive_is_named",
        "tests/backups/test_sign_in_after.py::test_a_second_step_still_opens_the_door_after_a_restore_and_a_move",
    ),
}
