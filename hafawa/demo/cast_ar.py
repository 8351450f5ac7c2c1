"""Who writes to the sample shop in Arabic (standard, Gulf, Levantine, Egyptian), and what happened between us?"""

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
    repaired,
    review,
    says,
    we,
)

CAST = (
    Story(
        key="omar_alsuwaidi", name="عمر السويدي", language="ar", phone="+971500000201",
        moments=(
            habit(400, 16, every=38, goods=("cardamom", "yemen")),
            we(66, "12:20", "أهلاً أخي عمر، وصلتنا دفعة هيل جديدة من غواتيمالا وتذكرناك. سلمى", by="Salma", channel="chat"),
            says(1, "17:20", "السلام عليكم، عندكم دلّة أكبر من اللي خذتها؟ أبي وحدة حق المجلس، وكم سعرها؟", channel="chat", thread="2"),
        ),
        details=(
            Remembered("قهوته بالهيل والزعفران، بلا سكر", audience="may_say", makes_happy=True),
            Remembered("يستقبل ضيوفه في المجلس كل خميس", ago=200),
        ),
    ),
    Story(
        key="rania_khoury", name="رانيا خوري", language="ar", phone="+961300000202",
        moments=(
            order(190, "box"), order(75, "house", "cups"), order(6, "yemen", label="wrong", took=3),
            we(74, "10:10", "مساء الخير رانيا، إن شاء الله تعجبك الفناجين. سلمى", by="Salma"),
            says(2, "19:44", "شو هالحكي؟ طلبت بن يمني وصلني ديكاف! الطلب {wrong} كلّه غلط، ومعصّبة كتير لأنو عندي ضيوف بكرا. بدي حل هلق!", subject="طلب غلط"),
        ),
    ),
    Story(
        key="yusuf_hamdan", name="يوسف حمدان", language="ar",
        moments=(order(140, "house"), order(80, "ethiopia"), we(60, "11:11", "أهلاً يوسف، كيف وجدت القهوة الإثيوبية؟ لوكا"), order(9, "kilo", label="late", promised=4, took=None)),
    ),
    Story(
        key="samar_itani", name="سمر عيتاني", language="ar", phone="+961300000212",
        moments=(
            habit(310, 42, every=52, goods=("tea", "house")),
            we(83, "13:10", "أهلاً سمر، شكراً لأنك أخبرتِ صديقاتك عنّا. سلمى", by="Salma"),
            order(10, "cups", "tea", label="late", promised=3, took=7),
        ),
    ),
    Story(
        key="huda_mansour", name="هدى منصور", language="ar",
        moments=(
            order(220, "tea"), order(100, "house"), order(17, "cups", label="cups"),
            review(9, 2, "الفناجين جميلة لكن العلبة وصلت ممزقة والبطاقة ناقصة. توقعت عناية أكبر بالهدية.", order="cups", label="bad"),
            answer(8, "bad", "الأستاذة هدى، نعتذر منك. التغليف كان من خطئنا، والبطاقة مع علبة جديدة في طريقها إليك اليوم. سلمى", by="Salma"),
            we(8, "12:00", "الأستاذة هدى، أرسلنا العلبة الجديدة والبطاقة المكتوبة بخط اليد، ونعتذر مرة أخرى. سلمى", by="Salma"),
            repaired(7, "علبة جديدة وبطاقة بخط اليد", by="Salma"),
            says(5, "21:00", "وصلت العلبة، شكراً على اهتمامكم."),
            we(4, "10:00", "الشكر لك أستاذة هدى، نورتِنا.", by="Salma"),
        ),
    ),
    Story(
        key="hassan_aljaber", name="حسن الجابر", language="ar", phone="+965500000203",
        moments=(
            habit(420, 70, every=34, goods=("cardamom",)),
            order(58, "cardamom", label="one", promised=3, took=7),
            says(52, "20:10", "الطلب {one} متأخر ثلاثة أيام ومحد بلّغني. هذا ما يصير.", subject="تأخير"),
            we(51, "13:00", "نعتذر أخ حسن عن التأخير، كان عند شركة التوصيل. لوكا", subject="رد: تأخير"),
            order(36, "dallah", label="two"),
            says(33, "18:33", "الدلّة في الطلب {two} وصلت مكسورة المقبض! دفعت فلوس على شي ما ينفع.", thread="2", subject="دلّة مكسورة"),
            we(32, "15:20", "وصلتنا الصورة أخ حسن ونأسف لذلك. حوّلنا الأمر إلى المورّد. لوكا", thread="2", subject="رد: دلّة مكسورة"),
            order(12, "cardamom", label="three", promised=3, took=6),
            says(5, "21:15", "مرة ثالثة! {three} وصل متأخر بعد. بصراحة تعبت منكم.", thread="3", subject="متأخر مرة ثانية"),
            we(4, "09:45", "معك حق أخ حسن، ووصل الطلب قبل يومين متأخراً ثلاثة أيام. نأسف. لوكا", thread="3", subject="رد: متأخر مرة ثانية"),
        ),
    ),
    Story(
        key="khaled_abdelaziz", name="خالد عبد العزيز", language="ar", phone="+201000000204",
        moments=(
            habit(250, 45, every=40, goods=("house",)), order(13, "grinder", label="mill", took=3),
            says(9, "10:05", "صباح الخير، المطحنة اللي جتلي بتطلع البن خشن أوي مهما لفّيت الترس.", subject="المطحنة"),
            we(9, "11:30", "صباح النور أستاذ خالد، هل جرّبت شدّ الصامولة السفلية قبل ضبط الترس؟", by="Luka", subject="رد: المطحنة"),
            says(8, "09:20", "جرّبت، نفس المشكلة.", subject="رد: المطحنة"),
            we(8, "12:10", "هل يمكنك إرسال صورة للترس من الأسفل؟", by="Luka", subject="رد: المطحنة"),
            says(7, "22:00", "الصورة أهي. الترس بيلف على الفاضي.", subject="رد: المطحنة"),
            we(6, "10:40", "شكراً. يبدو أن النابض في غير موضعه. أرفقنا رسماً يشرح تركيبه.", by="Luka", subject="رد: المطحنة"),
            says(5, "19:30", "ركّبته زي الرسم ولسه مش راضية تظبط.", subject="رد: المطحنة"),
            we(4, "11:05", "هل النابض الذي عندك ستّ لفّات أم ثماني؟", by="Luka", subject="رد: المطحنة"),
            says(3, "20:45", "مش عارف أعدّهم بصراحة، الموضوع طوّل أوي ولسه مفيش حل.", subject="رد: المطحنة"),
            we(2, "09:30", "نفهمك أستاذ خالد. عدّ اللفّات من الأعلى يكفي، والصورة المرفقة توضّح.", by="Luka", subject="رد: المطحنة"),
        ),
    ),
    Story(
        key="layla_haddad", name="ليلى حداد", language="ar", phone="+962700000205", owner="Salma",
        moments=(
            habit(560, 20, every=35, goods=("house", "cardamom")),
            says(4, "12:30", "مرحباً، أريد تغيير عنوان الاشتراك وأفضّل أن أشرح لكم بالهاتف.", subject="تغيير العنوان"),
            we(3, "16:10", "أهلاً ليلى، بكل سرور. سنتصل بك غداً صباحاً. سلمى", by="Salma", subject="رد: تغيير العنوان"),
        ),
        details=(
            Remembered("انتقلت إلى بيت جديد قرب حديقة فاكي", audience="may_say", ago=10),
            Remembered("ابنتها سارة تدرس الطب", subject="ابنتها سارة", ago=150, audience="may_say"),
        ),
        occasions=(Celebrated("تخرّج سارة", month=6, day=28, kind="other", subject="ابنتها سارة"),),
    ),
    Story(
        key="nadia_saleh", name="نادية صالح", language="ar", phone="+962700000206",
        moments=(
            habit(300, 22, every=47, goods=("decaf",)),
            says(6, "11:00", "هل يمكنكم الاتصال بي بخصوص هدية لزوجي؟"),
            we(6, "12:00", "بالتأكيد أستاذة نادية، سنتصل بك غداً. سلمى", by="Salma", kept=5),
            call(5, "اتفقنا على علبة هدية مع بطاقة؛ تريدها قبل عودته من السفر", by="Salma", at="10:20"),
        ),
        details=(Remembered("هدية زوجها مفاجأة، لا يُذكر شيء أمامه", audience="never_show", subject="زوجها كريم", ago=5),),
    ),
    Story(
        key="karim_saleh", name="كريم صالح", language="ar", phone="+962700000206",
        moments=(habit(260, 29, every=62, goods=("yemen",)), we(55, "14:00", "أهلاً كريم، حمّصنا الحراز كما تحب. لوكا")),
        details=(Remembered("زوجته تُعدّ له هدية: لا تذكروها", source="told", audience="never_show", ago=5),),
    ),
    Story(
        key="fatima_alharbi", name="فاطمة الحربي", language="ar",
        moments=(
            says(430, "09:00", "السلام عليكم، متى يصل الطلب؟"), we(430, "10:00", "وعليكم السلام، يصلك غداً قبل الظهر بإذن الله.", by="Salma", kept=429),
            habit(880, 11, every=30, goods=("cardamom", "house")),
        ),
    ),
    Story(
        key="noura_alqahtani", name="نورة القحطاني", language="ar", phone="+966500000207",
        moments=(
            habit(240, 19, every=37, goods=("cardamom",)),
            we(80, "10:30", "أهلاً نورة، نتمنى أن تكون القهوة قد أعجبت الوالدة. سلمى", by="Salma"),
            says(2, "20:20", "الله يعطيكم العافية، القهوة أروع شي ذقته من سنين، وسلمى ما قصّرت معي أبد. شكراً من القلب!"),
        ),
        details=(Remembered("والدتها تحب القهوة الشقراء", subject="والدتها", audience="may_say"),),
    ),
    Story(
        key="abdullah_alnajjar", name="أبو عبد الله النجار", language="ar", phone="+966500000208",
        moments=(habit(500, 24, every=39, goods=("cardamom", "dallah")), call(62, "سأل عن موعد الدفعة الجديدة، وحدّثنا عن أحفاده", by="Salma")),
        details=(Remembered("له خمسة أحفاد، وأصغرهم سُمّي على اسمه", audience="may_say", makes_happy=True),),
        occasions=(Celebrated("ذكرى الزواج", in_days=4, calendar="hijri", kind="anniversary"), Celebrated("عيد الفطر", month=10, day=1, calendar="hijri", kind="feast")),
        consents=(Stated("care", granted=True, ago=62, wording="يسعدني أن تذكروني في المناسبات"),),
    ),
    Story(
        key="mona_fahmy", name="منى فهمي", language="ar",
        moments=(
            habit(520, 104, every=28, goods=("house", "ethiopia")),
            says(140, "13:30", "القهوة وصلت وطعمها حلو أوي، تسلم إيديكم."),
            we(140, "14:00", "ألف شكر أستاذة منى، كلامك أسعدنا. سلمى", by="Salma"),
        ),
        details=(Remembered("بتشرب قهوتها مظبوط في البلكونة", ago=400, audience="may_say"),),
    ),
    Story(
        key="badr_alotaibi", name="بدر العتيبي", language="ar",
        moments=(order(6, "cardamom", "cups", took=3),),
    ),
    Story(
        key="ahmad_darwish", name="أحمد درويش", language="ar", phone="+963900000209",
        moments=(
            habit(310, 44, every=43, goods=("house",)),
            order(27, "moka", label="moka"),
            says(23, "18:18", "إبريق الموكا بالطلب {moka} عم يهرّب مي من الجنب، ما فيني استعملو. شو الحل؟", subject="إبريق الموكا"),
            we(23, "19:00", "نعتذر منك أستاذ أحمد، العيب من عندنا. المندوب سيبدّل لك الإبريق بآخر فحصناه بأنفسنا. سلمى", by="Salma", subject="رد: إبريق الموكا"),
            gave(11, "إبريق موكا جديد وكيس قهوة", 9400, by="Salma"),
            repaired(10, "استلم إبريقاً جديداً مفحوصاً", by="Salma"),
        ),
    ),
    Story(
        key="rami_shaheen", name="رامي شاهين", language="ar", owner="Salma",
        moments=(
            habit(610, 9, every=21, goods=("ethiopia", "yemen")),
            review(260, 5, "أحلى قهوة بتبليسي، والشباب بيعرفوا شو بدي قبل ما احكي.", label="r1"),
            answer(259, "r1", "تسلم يا رامي، كلامك وسام على صدرنا.", by="Salma"),
            review(70, 5, "متل كل مرة، توصيل سريع وطعم بيعقد.", label="r2"),
            answer(69, "r2", "صحتين وألف عافية!", by="Salma"),
            we(69, "12:12", "رامي، شكراً لأنك معنا من أول الطريق. سلمى", by="Salma"),
            gave(69, "كيس من المحصول الجديد مع طلبه", 1500, by="Salma"),
        ),
    ),
    Story(
        key="suad_bakri", name="سعاد بكري", language="ar",
        moments=(
            habit(600, 200, every=33, goods=("cardamom",)),
            says(198, "10:00", "أرسلت لكم مرتين عن كيس ناقص ولم يرد أحد."),
            note(150, "سعاد لم تُجب عليها رسالتها القديمة، وتوقفت عن الشراء.", by="Salma"),
        ),
    ),
    Story(
        key="ziad_nassar", name="زياد نصار", language="ar", phone="+962700000210",
        moments=(
            habit(540, 190, every=30, goods=("kilo",)),
            says(187, "11:40", "الكيس وصل مثقوب والقهوة بايتة، ما بتنشرب."),
            we(186, "12:00", "شكراً لإبلاغنا. لوكا"),
            call(77, "اعتذرنا عن الكيس التالف وأرسلنا بدلاً منه", by="Salma"),
            repaired(76, "كيس جديد بدل التالف", by="Salma"),
            order(70, "kilo"), order(43, "kilo"), order(14, "kilo", "tea"),
            says(69, "16:00", "والله فاجأتوني بالاتصال، رجعت لكم من زمان مشتاق للقهوة. شكراً."),
            we(69, "16:30", "البيت بيتك يا زياد. سلمى", by="Salma"),
        ),
    ),
    Story(
        key="hala_zein", name="هالة زين", language="ar",
        moments=(
            habit(369, 15, every=32, goods=("house", "tea")),
            we(54, "11:00", "أهلاً هالة، وصل الشاي الذي سألتِ عنه. سلمى", by="Salma"),
        ),
    ),
    Story(
        key="um_khalid", name="أم خالد", language="ar", phone="+974300000211",
        moments=(habit(450, 25, every=46, goods=("cardamom",)), rang(33, "تسأل عن قهوة خفيفة"), we(33, "15:00", "حيّاك الله أم خالد، جهّزنا لك الشقراء الخفيفة. سلمى", by="Salma")),
        occasions=(Celebrated("بداية رمضان", month=9, day=1, calendar="hijri", kind="feast", lead_days=10),),
        details=(Remembered("تخفّف القهوة في رمضان وتزيد الهيل", audience="may_say"),),
    ),
)  # fmt: skip
