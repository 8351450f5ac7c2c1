"""Who writes to the sample shop in English, and what happened between us?"""

from __future__ import annotations

from hafawa.demo.story import (
    Celebrated,
    Remembered,
    Stated,
    Story,
    answer,
    call,
    gave,
    habit,
    note,
    order,
    rang,
    refunded,
    repaired,
    review,
    says,
    we,
)

CAST = (
    Story(
        key="sarah_whitfield", name="Sarah Whitfield", language="en", phone="+447700900101",
        moments=(
            habit(520, 12, every=36, goods=("ethiopia", "filters")),
            we(75, "11:02", "Hello Sarah, the new Guji has landed and I kept two bags back because you once asked. No need to decide now. Luka"),
            says(2, "16:48", "Hi! I'm visiting my parents in Leeds next month. Can you post two bags of Guji to the UK, and roughly what would shipping cost?", subject="Shipping to the UK?"),
        ),
        details=(
            Remembered("Brews V60 before the school run, never after noon", audience="may_say"),
            Remembered("Her parents live in Leeds", audience="may_say", ago=300),
        ),
        consents=(Stated("marketing", granted=True, ago=400, wording="Yes, write to me when a new harvest arrives."),),
    ),
    Story(
        key="tom_becker", name="Tom Becker", language="en",
        moments=(
            habit(300, 18, every=45, goods=("decaf",)),
            says(4, "09:15", "Morning. Is the decaf water processed or solvent? My wife asks.", subject="Decaf"),
            we(4, "10:02", "Good morning Tom. Water only, in Manizales, no solvents at any step. Greetings to your wife.", by="Luka", subject="Re: Decaf"),
            says(4, "10:20", "Perfect, thanks!", subject="Re: Decaf"),
        ),
    ),
    Story(
        key="emma_lindqvist", name="Emma Lindqvist", language="en", phone="+447700900102",
        moments=(
            order(120, "cups"), order(64, "house", "tea"),
            we(50, "12:00", "Hello Emma, did the cups find their place on the new shelf? Ana", by="Ana"),
            order(11, "box", label="late", promised=3, took=6),
            we(5, "16:30", "Dear Emma, your box {late} was promised for three days ago and reached you only today. That was our packing table, not the courier, and I am sorry. I have refunded the delivery fee. Ana", by="Ana", thread="2"),
            refunded(5, "late", 900, "delivery came late"),
            says(4, "08:41", "That's kind of you, honestly no harm done. The box was lovely.", thread="2"),
            we(4, "09:30", "Thank you for saying so, Emma. Enjoy it!", by="Ana", thread="2"),
        ),
    ),
    Story(
        key="james_corrigan", name="James Corrigan", language="en",
        moments=(
            order(210, "house"), order(150, "house", "filters"), order(13, "grinder", label="grinder", promised=4, took=3),
            review(2, 1, "Handle snapped off the hand grinder on the fourth morning. For this money I expected steel, not pot metal. Very disappointed.", order="grinder"),
        ),
    ),
    Story(
        key="peter_novak", name="Peter Novak", language="en",
        moments=(
            habit(400, 95, every=50, goods=("house", "ethiopia")),
            order(60, "house", label="slow", promised=3, took=6),
            order(24, "cups", label="chipped"),
            says(21, "19:30", "Two of the six cups in {chipped} arrived chipped. Photos attached. Can you replace them?", subject="Chipped cups"),
            we(20, "09:40", "Dear Peter, of course. I am sorry; the box was packed without the inner card. Two new cups left with today's courier.", by="Ana", subject="Re: Chipped cups", kept=19),
            repaired(18, "Two new cups brought to his door", by="Ana"),
            says(17, "18:05", "Got them, all whole. Thank you.", subject="Re: Chipped cups"),
            we(16, "10:00", "Glad to hear it, Peter.", by="Ana", subject="Re: Chipped cups"),
        ),
    ),
    Story(
        key="anna_kowalska", name="Anna Kowalska", language="en",
        moments=(
            order(160, "house"), order(88, "house", "filters"), order(20, "moka", label="moka"),
            says(9, "18:12", "My new moka pot sputters and half the water stays below. Am I doing it wrong?", channel="chat"),
            we(9, "18:20", "Let's find out together, Anna. Is the ring seated flat, and do you fill to just under the valve?", channel="chat"),
            says(9, "18:31", "Under the valve, yes. Ring looks flat to me.", channel="chat"),
            we(9, "18:36", "Then try a slightly coarser grind and don't press the coffee down.", channel="chat"),
            says(8, "07:50", "Still spitting this morning.", channel="chat"),
            we(8, "09:05", "Thank you for trying. Could you screw it shut with a cloth, a quarter turn more than feels right?", channel="chat"),
            says(7, "07:44", "That was it! Beautiful coffee, thank you so much for your patience.", channel="chat"),
            we(7, "09:10", "Wonderful. Enjoy every cup!", channel="chat"),
        ),
    ),
    Story(
        key="claire_dubois", name="Claire Dubois", language="en",
        moments=(
            habit(380, 26, every=44, goods=("house", "decaf")), order(140, "jar"),
            says(5, "14:22", "The lid of the storage jar I bought from you doesn't close any more. Is there a spare?", subject="Jar lid"),
            we(4, "10:15", "Hello Claire, yes there is. I will send you a new lid tomorrow, free of charge. Luka", subject="Re: Jar lid"),
        ),
        details=(Remembered("Keeps her coffee in the tall jar on the window sill", source="observed"),),
    ),
    Story(
        key="michael_osei", name="Michael Osei", language="en",
        moments=(
            habit(260, 15, every=40, goods=("ethiopia",)),
            review(6, 5, "Best Guji outside Addis. Luka remembered how I brew and ground it for me without asking. Superb.", label="praise"),
            answer(5, "praise", "Michael, this made Luka's week. Thank you! Ana"),
            we(5, "11:00", "Dear Michael, I read your words aloud at the roaster this morning. Thank you. Ana", by="Ana"),
        ),
    ),
    Story(
        key="lauren_mitchell", name="Lauren Mitchell", language="en", phone="+447700900103", owner="Ana",
        moments=(
            habit(640, 21, every=33, goods=("kilo", "tea")),
            call(48, "Asked after her mother, home from hospital. She told us about Robert's retirement party.", by="Ana"),
            note(48, "Lauren is planning the party in secret; Robert also orders here sometimes.", by="Ana"),
        ),
        details=(
            Remembered("Her mother came home from hospital in good health", ago=48, subject="her mother", audience="know"),
            Remembered("The party is a surprise: nothing to Robert", ago=48, subject="her husband Robert", audience="never_show"),
            Remembered("Laughs loudest at a handwritten label on the bag", source="observed", makes_happy=True, audience="may_say"),
        ),
        occasions=(
            Celebrated("Retirement party", in_days=5, kind="other", subject="her husband Robert", yearly=False),
            Celebrated("Birthday", month=11, day=30),
        ),
        consents=(Stated("care", granted=True, ago=200, wording="Of course you may call me, Ana."),),
    ),
    Story(
        key="robert_mitchell", name="Robert Mitchell", language="en",
        moments=(habit(420, 34, every=85, goods=("yemen",)), we(40, "13:20", "Hello Robert, the Haraaz is fresh from this morning's roast. Luka")),
        details=(Remembered("A party is being planned for him: say nothing", source="told", audience="never_show", ago=48),),
    ),
    Story(
        key="samir_patel", name="Samir Patel", language="en",
        moments=(habit(300, 17, every=48, goods=("house",)), we(70, "12:12", "Hi Samir, noted, no more greetings from us. Thank you for telling us. Luka")),
        occasions=(Celebrated("Birthday", in_days=3),),
        consents=(
            Stated("care", granted=False, ago=71, wording="Please don't send me birthday wishes or anything like it."),
            Stated("marketing", granted=False, ago=71, wording="No newsletters either, please."),
        ),
    ),
    Story(
        key="olivia_grant", name="Olivia Grant", language="en",
        moments=(order(5, "box", "churchkhela", took=3),),
        consents=(Stated("marketing", granted=True, ago=5, wording="Ticked: write to me about new things."),),
    ),
    Story(
        key="daniel_frost", name="Daniel Frost", language="en",
        moments=(order(96, "house"),),
    ),
    Story(
        key="helen_marsh", name="Helen Marsh", language="en", phone="+447700900104",
        moments=(
            habit(330, 40, every=41, goods=("house",)),
            order(26, "dallah", label="dent"),
            says(22, "17:17", "The dallah from {dent} has a dent in the spout and the lid wobbles. It was a wedding gift and I was embarrassed to hand it over.", subject="Dented dallah"),
            we(22, "18:02", "Dear Helen, I am ashamed of that. It should never have left us. A flawless one, engraved if you wish, is yours, and the courier collects the other. Ana", by="Ana", subject="Re: Dented dallah"),
            gave(14, "An engraved dallah in place of the dented one", 10700),
            repaired(12, "New dallah handed to the couple", by="Ana"),
        ),
    ),
    Story(
        key="charlotte_reed", name="Charlotte Reed", language="en", owner="Luka",
        moments=(
            habit(660, 7, every=19, goods=("ethiopia", "house", "filters")),
            review(300, 5, "Two years of mornings and not one bad bag. They know my name and my dog's.", label="r1"),
            answer(299, "r1", "And we know he prefers the doormat! Thank you, Charlotte."),
            says(90, "10:10", "Just to say the last roast was gorgeous. Thank you all!"),
            we(90, "11:00", "You made our Tuesday, Charlotte. Luka"),
            review(45, 5, "Still the best part of my week.", label="r2"),
            answer(44, "r2", "Thank you, Charlotte. We look forward to yours too."),
            we(44, "10:40", "Dear Charlotte, I keep your words by the roaster. Luka"),
            gave(44, "A bag of the new harvest with her order", 1500, by="Luka"),
        ),
        details=(Remembered("Dog called Biscuit waits on the doormat", audience="may_say", makes_happy=True),),
    ),
    Story(
        key="george_hale", name="George Hale", language="en",
        moments=(
            habit(700, 14, every=30, goods=("house",)),
            review(120, 2, "Coffee fine, the shop phone is never answered. I stay because it is close.", label="r"),
            answer(118, "r", "You are right about the phone, Mr Hale; we have a second one now. Ana"),
            says(60, "09:00", "I'm not very happy with the new bags, they don't reseal."),
            we(60, "12:30", "Thank you for telling us, Mr Hale. The old bags are back from next week's roast.", by="Ana"),
        ),
    ),
    Story(
        key="rachel_stone", name="Rachel Stone", language="en",
        moments=(
            habit(500, 230, every=28, goods=("ethiopia",)),
            order(215, "ethiopia", label="first", promised=3, took=8),
            says(209, "18:40", "{first} still isn't here. I had guests and nothing to serve them. Really poor."),
            we(206, "16:00", "Sorry for the delay, we will do better."),
            order(196, "ethiopia", "filters", label="second"),
            says(193, "19:01", "Wrong filters in {second} and no answer on the phone. I give up."),
            note(120, "Rachel has not ordered since. We never called her.", by="Luka"),
        ),
    ),
    Story(
        key="kate_ellison", name="Kate Ellison", language="en",
        moments=(
            habit(620, 290, every=31, goods=("decaf", "tea")),
            order(272, "decaf", promised=3, took=6), order(260, "tea", promised=3, took=5),
            says(255, "20:00", "The last two deliveries were late and nobody told me. I'm done waiting."),
            call(84, "Said sorry for the late parcels, no offer made. She laughed and said she missed the decaf.", by="Ana"),
            repaired(84, "Called, listened, took the blame", by="Ana"),
            order(80, "decaf"), order(52, "decaf", "tea"),
            says(50, "12:12", "Back where I belong. Thanks for calling, Ana, it mattered."),
            we(50, "12:40", "It matters to us, Kate. Welcome home. Ana", by="Ana"),
            order(23, "decaf"),
        ),
    ),
    Story(
        key="mark_delaney", name="Mark Delaney", language="en",
        moments=(
            habit(430, 116, every=29, goods=("kilo",)),
            rang(150, "Wanted to know when the shop opens on Sundays."),
            we(149, "10:00", "Hello Mark, from ten on Sundays, and the kettle is on. Luka"),
        ),
    ),
)  # fmt: skip
