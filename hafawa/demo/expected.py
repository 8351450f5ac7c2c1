"""Whom should Today name in the sample shop, and whom not? The oracle its tests hold the playbooks to.

Playbooks are named by what they are for; the people by their key in the cast. A near miss is somebody a careless rule
would also pick, with the fact that speaks against it.
"""

from __future__ import annotations

MEANT: dict[str, tuple[str, ...]] = {
    "answer_now": ("sarah_whitfield", "omar_alsuwaidi", "rania_khoury", "davit_lomidze"),
    "apologise_for_late_delivery": ("nino_kapanadze", "samar_itani"),
    "missing_delivery": ("yusuf_hamdan",),
    "make_right_after_bad_review": ("james_corrigan", "mariam_kiknadze"),
    "third_strike": ("hassan_aljaber", "tamar_beridze"),
    "call_after_many_exchanges": ("khaled_abdelaziz", "lela_tsiklauri"),
    "call_back": ("giorgi_abashidze", "layla_haddad"),
    "keep_promise_due": ("claire_dubois",),
    "thank_taken_for_granted": ("zurab_kobakhidze", "fatima_alharbi"),
    "thank_on_anniversary": ("nodar_dumbadze", "hala_zein"),
    "reward_long_standing": ("elene_tabatadze",),
    "thank_for_praise": ("eka_svanidze", "noura_alqahtani"),
    "celebrate_occasion": ("salome_gogoladze", "lauren_mitchell", "abdullah_alnajjar"),
    "win_back_overdue": ("beka_maisuradze", "mona_fahmy", "mark_delaney"),
    "welcome_first_purchase": ("lika_jorbenadze", "olivia_grant", "badr_alotaibi"),
    "check_in_after_repair": ("manana_ghlonti", "ahmad_darwish", "helen_marsh"),
    "ask_why_they_stay": ("tea_chavchavadze", "rami_shaheen", "charlotte_reed"),
}

NEAR_MISSES: dict[str, dict[str, str]] = {
    "answer_now": {
        "ketevan_japaridze": "answered within minutes; her last word is a thank-you",
        "tom_becker": "his last word is a bare thanks",
    },
    "apologise_for_late_delivery": {
        "emma_lindqvist": "three days late, and we have said sorry already",
        "irakli_gelashvili": "came on the promised day itself",
    },
    "missing_delivery": {"nino_kapanadze": "late, but it has come"},
    "make_right_after_bad_review": {
        "huda_mansour": "two stars, answered and put right",
        "lasha_mchedlidze": "four stars with a small wish",
    },
    "third_strike": {"peter_novak": "two strikes, one of them repaired"},
    "call_after_many_exchanges": {"anna_kowalska": "eight messages that ended well"},
    "call_back": {
        "nana_chkheidze": "called the next day, as promised",
        "claire_dubois": "something other than a call was promised",
    },
    "keep_promise_due": {"layla_haddad": "a call was promised, which has its own card"},
    "thank_taken_for_granted": {"elene_tabatadze": "as many orders, but called three weeks ago"},
    "thank_on_anniversary": {"claire_dubois": "her year was full two weeks ago"},
    "reward_long_standing": {"lauren_mitchell": "less than two years with us"},
    "thank_for_praise": {"michael_osei": "thanked the day after"},
    "celebrate_occasion": {
        "maka_iosebidze": "her birthday is forty days off",
        "samir_patel": "his birthday is in three days, and he asked not to be congratulated",
    },
    "win_back_overdue": {"gia_nozadze": "seventy-four days is usual for him"},
    "welcome_first_purchase": {
        "sandro_meladze": "it is his second order",
        "daniel_frost": "his first order was three months ago",
    },
    "check_in_after_repair": {"vakho_khutsishvili": "he has written since that all is well"},
    "ask_why_they_stay": {"george_hale": "as regular, but not happy", "dato_gvasalia": "stays because it is close"},
}
