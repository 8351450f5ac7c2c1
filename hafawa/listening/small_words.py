"""Which English words come in nearly every message? By them a run of capitals is shouting. Pure."""

from __future__ import annotations

from hafawa.listening.lexicon import words

ENGLISH: frozenset[str] = frozenset(
    words(
        """
        the and is are was were my your you it this that with for not have has had been will would can could
        please they them there what when where why how which who i i'm i'd i've it's don't didn't can't
        won't isn't of to but from be am he she his her our we us their if so just any some all very too
        only than order parcel package delivery refund thanks thank hello hi hey good great bad love nice
        excellent service product quality price staff food shop store arrived received sent best worst
        awesome works ok okay yes you'd he'd they'd said say nobody nothing back again after two such call
        called want need ever into out about over really disappointed waiting still broke box app card
        charged wrong late recommend happy fast slow never always money phone email got see tomorrow today
        talk soon sounds sorry bye"""
    )
)
