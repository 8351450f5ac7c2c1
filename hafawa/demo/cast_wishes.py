"""Who of the sample's people asks the shop to change something, or speaks of it in public? Each was answered kindly."""

from __future__ import annotations

from hafawa.demo.story import Story, answer, habit, posts, review, says, we

CAST: tuple[Story, ...] = (
    Story(
        key="ruth_calder", name="Ruth Calder", language="en",
        moments=(
            habit(300, 9, every=28, goods=("house",)),
            says(52, "09:14", "Love the house blend. Could you please make the bags resealable? Mine goes stale before I finish it."),
            we(52, "10:02", "Thank you, Ruth. We are looking at bags with a zip, and will write when they are here. Luka", kept=20),
        ),
    ),
    Story(
        key="adrian_pell", name="Adrian Pell", language="en",
        moments=(
            habit(260, 12, every=31, goods=("ethiopia",)),
            says(47, "18:40", "A small suggestion: you should put the roast date on the front of the bag, I always have to hunt for it.", channel="chat"),
            we(47, "18:52", "A good idea, Adrian. We will talk to the printer.", by="Salma", channel="chat", kept=30),
            says(33, "08:20", "The bags should be resealable, honestly. Everything else is perfect."),
            we(33, "09:05", "You are not the first to say so, Adrian. It is on our list."),
        ),
    ),
    Story(
        key="maya_stern", name="Maya Stern", language="en",
        moments=(
            habit(400, 15, every=35, goods=("filters",)),
            says(61, "12:11", "It would be great if you opened at eight instead of ten, so that we could stop by before work."),
            we(61, "12:30", "We hear you, Maya. From the autumn on we will try it two days a week.", by="Ana"),
        ),
    ),
    Story(
        key="oliver_byrne", name="Oliver Byrne", language="en",
        moments=(
            habit(500, 18, every=40, goods=("house", "filters")),
            review(58, 4, "Lovely beans. Please be more open about returns, I could not find a word about them on the site.", label="r"),
            answer(57, "r", "You are right, Oliver, and the page is up now. Thank you."),
        ),
    ),
    Story(
        key="dana_whitlock", name="Dana Whitlock", language="en",
        moments=(
            habit(210, 11, every=24, goods=("decaf",)),
            posts(1, "08:05", "@finjan do you ship to Batumi by now? Asking before I order for the whole office."),
        ),
    ),
    Story(
        key="reem_alhashimi", name="ريم الهاشمي", language="ar",
        moments=(
            habit(310, 10, every=29, goods=("yemen",)),
            says(44, "20:31", "القهوة ممتازة، بس يا ليت تخلون الكيس ينقفل، القهوة تطير ريحتها بعد يومين."),
            we(44, "21:02", "معك حق يا ريم، ندرس أكياساً بسحّاب وسنخبرك.", by="Salma", kept=20),
        ),
    ),
    Story(
        key="wael_sabbagh", name="وائل صبّاغ", language="ar",
        moments=(
            habit(270, 13, every=33, goods=("house",)),
            says(39, "11:45", "اقتراح صغير: لازم تفتحوا الصبح بكير، مشان نمرّ قبل الدوام.", channel="chat"),
            we(39, "12:01", "فكرة حلوة يا وائل، رح نجرّبها.", by="Salma", channel="chat"),
        ),
    ),
    Story(
        key="dina_mansi", name="دينا منسي", language="ar",
        moments=(
            habit(350, 16, every=37, goods=("ethiopia",)),
            review(66, 4, "القهوة جميلة. ياريت تكتبوا تاريخ التحميص بخط أكبر على الكيس.", label="r"),
            answer(65, "r", "شكراً يا دينا، سيكون أكبر على الأكياس القادمة."),
            posts(1, "19:40", "مين جرّب @finjan؟ هل يوصّلون يوم الجمعة؟"),
        ),
    ),
    Story(
        key="nana_gelovani", name="ნანა გელოვანი", language="ka",
        moments=(
            habit(290, 8, every=27, goods=("house",)),
            says(50, "13:20", "ყავა შესანიშნავია, მაგრამ იქნებ შეფუთვა თავიდან დასახური გააკეთოთ, ორ დღეში სუნი ეკარგება."),
            we(50, "14:00", "მართალი ბრძანდებით, ნანა, ახალ შეფუთვას ვარჩევთ და შეგატყობინებთ. ლუკა", kept=20),
        ),
    ),
    Story(
        key="levan_kobalia", name="ლევან კობალია", language="ka",
        moments=(
            habit(330, 14, every=34, goods=("yemen",)),
            says(36, "10:10", "კარგი იქნება, თუ დილით უფრო ადრე გახსნით, რვაზე მაინც.", channel="chat"),
            we(36, "10:21", "ვიფიქრებთ, ლევან, გმადლობთ.", channel="chat"),
        ),
    ),
    Story(
        key="sopo_khvedelidze", name="სოფო ხვედელიძე", language="ka",
        moments=(
            habit(380, 17, every=36, goods=("ethiopia",)),
            review(55, 4, "ძალიან გემრიელია. დაბრუნების პირობები საიტზე უფრო გასაგებად უნდა ეწეროს.", label="r"),
            answer(54, "r", "გმადლობთ, სოფო, უკვე გავასწორეთ."),
            posts(1, "09:30", "@finjan ხვალ მუშაობთ? მეგობრებთან ერთად მინდა შემოსვლა."),
        ),
    ),
)  # fmt: skip
