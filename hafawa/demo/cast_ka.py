"""Who writes to the sample shop in Georgian, and what happened between us?"""

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
        key="davit_lomidze", name="დავით ლომიძე", language="ka", phone="+995550000301",
        moments=(
            habit(350, 14, every=42, goods=("house", "ethiopia")),
            we(58, "12:00", "გამარჯობა დავით, ახალი ეთიოპია უკვე დახლზეა. ლუკა"),
            says(1, "16:05", "გამარჯობა! კვირას რომელ საათამდე მუშაობთ და გაქვთ თუ არა კილოიანი შეკვრა?", channel="social"),
        ),
    ),
    Story(
        key="ketevan_japaridze", name="ქეთევან ჯაფარიძე", language="ka",
        moments=(
            habit(280, 20, every=50, goods=("tea",)),
            says(3, "13:10", "გურიის ჩაი ისევ გაქვთ?", channel="chat"),
            we(3, "13:18", "დიახ, ქალბატონო ქეთევან, დღესვე გადაგინახეთ ორი შეკვრა.", channel="chat", by="Ana"),
            says(3, "13:25", "დიდი მადლობა!", channel="chat"),
        ),
    ),
    Story(
        key="nino_kapanadze", name="ნინო კაპანაძე", language="ka", phone="+995550000302",
        moments=(
            habit(300, 45, every=51, goods=("house",)),
            we(90, "11:40", "ნინო, გმადლობთ, რომ მეზობლებსაც გვირჩიეთ. ანა", by="Ana"),
            order(8, "box", "churchkhela", label="late", promised=3, took=6),
        ),
        details=(Remembered("სასაჩუქრე ყუთი დედისთვის იყო", subject="დედა", source="observed", ago=8),),
    ),
    Story(
        key="irakli_gelashvili", name="ირაკლი გელაშვილი", language="ka",
        moments=(order(200, "house"), order(110, "kilo"), we(100, "10:00", "ირაკლი, გმადლობთ! კილოიანი შეკვრა თქვენთვის ცალკე მოვხალეთ. ლუკა"), order(9, "kilo", promised=4, took=4)),
    ),
    Story(
        key="mariam_kiknadze", name="მარიამ კიკნაძე", language="ka",
        moments=(
            order(170, "tea"), order(95, "cups"), order(12, "ethiopia", label="stale"),
            review(3, 2, "ყავა ძველი მომივიდა, მოხალვის თარიღი ორი თვის წინანდელი ეწერა. იმედგაცრუებული ვარ.", order="stale"),
        ),
    ),
    Story(
        key="lasha_mchedlidze", name="ლაშა მჭედლიძე", language="ka",
        moments=(habit(240, 22, every=55, goods=("decaf",)), review(6, 4, "კარგი ყავაა, ოღონდ შეფუთვა შეიძლებოდა უფრო მტკიცე ყოფილიყო.", label="r"), answer(5, "r", "გმადლობთ, ლაშა! შეფუთვას გავამაგრებთ. ლუკა", by="Luka")),
    ),
    Story(
        key="tamar_beridze", name="თამარ ბერიძე", language="ka", phone="+995550000303",
        moments=(
            habit(480, 80, every=37, goods=("house", "churchkhela")),
            order(62, "house", label="one", promised=2, took=5),
            says(56, "19:20", "{one} სამი დღით დააგვიანეთ და არავის გავუფრთხილებივარ.", subject="დაგვიანება"),
            we(55, "12:40", "გვაპატიეთ, თამარ, კურიერმა დააგვიანა. ლუკა", subject="პასუხი: დაგვიანება"),
            order(34, "cups", label="two"),
            says(31, "18:45", "{two}: ორი ფინჯანი გატეხილი მოვიდა, ძალიან მეწყინა.", thread="2", subject="გატეხილი ფინჯნები"),
            we(30, "11:15", "ძალიან ვწუხვართ, თამარ. შეფუთვის ბრალი იყო. ლუკა", thread="2", subject="პასუხი: გატეხილი ფინჯნები"),
            order(11, "house", label="three", promised=2, took=6),
            says(6, "20:30", "ისევ აგვიანებთ! {three} ისევ არ ჩანს. ასე როგორ შეიძლება?", thread="3", subject="ისევ დაგვიანება"),
            we(4, "10:05", "მართალი ბრძანდებით, თამარ, შეკვეთა გვიან მოვიდა და ეს ჩვენი ბრალია. ლუკა", thread="3", subject="პასუხი: ისევ დაგვიანება"),
        ),
    ),
    Story(
        key="lela_tsiklauri", name="ლელა წიკლაური", language="ka", phone="+995550000304",
        moments=(
            habit(290, 48, every=49, goods=("ethiopia",)), order(15, "grinder", label="mill"),
            says(10, "10:30", "გამარჯობა, საფქვავი ხმაურობს და მარცვალს ვერ იჭერს.", channel="chat"),
            we(10, "10:44", "გამარჯობა ლელა, ბერკეტი ბოლომდეა ჩამჯდარი?", channel="chat"),
            says(10, "11:02", "კი, ჩამჯდარია, მაგრამ მაინც ხმაურობს.", channel="chat"),
            we(9, "09:50", "სცადეთ ქვების მოშვება ორი ბიჯით.", channel="chat"),
            says(8, "19:05", "მოვუშვი და უარესია.", channel="chat"),
            we(7, "10:10", "გამოგვიგზავნეთ მოკლე ვიდეო, თუ არ შეწუხდებით.", channel="chat"),
            says(6, "21:15", "ვიდეო გამოგზავნილია. მარცვალი ისევ იჭედება.", channel="chat"),
            we(5, "12:00", "ვნახეთ. შიდა საყელური ამოაბრუნეთ და თავიდან ააწყვეთ.", channel="chat"),
            says(4, "18:40", "ავაწყვე და ისევ იგივეა, უკვე მეექვსე დღეა ვწვალობ.", channel="chat"),
            we(3, "11:20", "გვესმის თქვენი, ლელა. საყელურის ამოღებისას ზამბარა ადგილზე დარჩა?", channel="chat"),
        ),
    ),
    Story(
        key="giorgi_abashidze", name="გიორგი აბაშიძე", language="ka", phone="+995550000305", owner="Luka",
        moments=(
            habit(610, 17, every=31, goods=("kilo", "filters")),
            says(2, "15:30", "გამარჯობა, ოფისისთვის ყოველთვიური მიწოდება მინდა და ფასზე მინდოდა დალაპარაკება.", subject="ოფისის ყავა"),
            we(1, "17:40", "გამარჯობა გიორგი, სიამოვნებით. ხვალ დაგირეკავთ და ყველაფერს შევათანხმებთ. ლუკა", subject="პასუხი: ოფისის ყავა"),
        ),
        details=(Remembered("ოფისში თორმეტი კაცია, ორი მხოლოდ ჩაის სვამს", audience="may_say", ago=2),),
        occasions=(Celebrated("გიორგობა", month=11, day=23, kind="name day"),),
    ),
    Story(
        key="nana_chkheidze", name="ნანა ჩხეიძე", language="ka", phone="+995550000306",
        moments=(
            habit(270, 21, every=44, goods=("house",)),
            says(5, "12:15", "ყავის აპარატის არჩევაში დამეხმარებით?"),
            we(5, "13:00", "რა თქმა უნდა, ქალბატონო ნანა, ხვალ დაგირეკავთ. ანა", by="Ana", kept=4),
            call(4, "ავუხსენით განსხვავება, პატარა მოკა ურჩიეთ და არა ძვირი აპარატი", by="Ana", at="11:45"),
        ),
    ),
    Story(
        key="zurab_kobakhidze", name="ზურაბ კობახიძე", language="ka",
        moments=(habit(930, 10, every=26, goods=("kilo", "house")),),
    ),
    Story(
        key="nodar_dumbadze", name="ნოდარ დუმბაძე", language="ka",
        moments=(
            habit(734, 16, every=31, goods=("kilo",)),
            call(61, "ბატონი ნოდარი შვილთან მიდის ბათუმში, ყავა იქაც უნდა", by="Ana"),
        ),
        details=(Remembered("შვილი ბათუმში ცხოვრობს", subject="შვილი", ago=61, audience="may_say"),),
    ),
    Story(
        key="elene_tabatadze", name="ელენე ტაბატაძე", language="ka", phone="+995550000307",
        moments=(habit(900, 13, every=29, goods=("house", "tea")), call(23, "უბრალოდ მოვიკითხეთ. შვილიშვილი შეეძინა, სახელად ნიკოლოზი.", by="Ana")),
        details=(Remembered("შვილიშვილი ნიკოლოზი შეეძინა", subject="შვილიშვილი", ago=23, audience="may_say", makes_happy=True),),
    ),
    Story(
        key="eka_svanidze", name="ეკა სვანიძე", language="ka",
        moments=(
            habit(200, 9, every=40, goods=("ethiopia",)),
            we(85, "12:50", "ეკა, იმედია, ახალი ნაზავი მოგეწონათ. ლუკა"),
            review(1, 5, "ულამაზესი ყავა და გულთბილი ხალხი! ლუკამ ისე მომიხალა, როგორც მიყვარს. უღრმესი მადლობა.", at="18:50"),
        ),
    ),
    Story(
        key="salome_gogoladze", name="სალომე გოგოლაძე", language="ka", phone="+995550000308",
        moments=(habit(420, 18, every=45, goods=("cups", "house")), call(57, "დაბადების დღეზე მეგობრებს ყავაზე ეპატიჟება", by="Ana")),
        occasions=(Celebrated("დაბადების დღე", in_days=3),),
        details=(Remembered("უყვარს ფირუზისფერი ჭიქები", makes_happy=True, source="observed", audience="may_say"),),
        consents=(Stated("care", granted=True, ago=57, wording="კი, მომილოცეთ, გამიხარდება!"),),
    ),
    Story(
        key="maka_iosebidze", name="მაკა იოსებიძე", language="ka",
        moments=(habit(380, 16, every=43, goods=("house",)), we(48, "11:30", "მაკა, გმადლობთ ერთგულებისთვის. ანა", by="Ana")),
        occasions=(Celebrated("დაბადების დღე", in_days=40),),
    ),
    Story(
        key="beka_maisuradze", name="ბექა მაისურაძე", language="ka", phone="+995550000309",
        moments=(
            habit(480, 76, every=21, goods=("house", "filters")),
            says(130, "10:00", "დღევანდელი ყავა შესანიშნავია, მადლობა."),
            we(130, "10:30", "გაგვახარეთ, ბექა! ლუკა"),
        ),
        details=(Remembered("დილით სარბენად დადის და მერე ესპრესოს სვამს", audience="may_say", ago=300),),
    ),
    Story(
        key="gia_nozadze", name="გია ნოზაძე", language="ka",
        moments=(habit(560, 74, every=68, goods=("kilo",)), we(100, "12:00", "ბატონო გია, თქვენი კილოიანი მზად არის, როცა დაგჭირდებათ. ლუკა")),
    ),
    Story(
        key="lika_jorbenadze", name="ლიკა ჯორბენაძე", language="ka",
        moments=(order(5, "house", "cups", took=3),),
    ),
    Story(
        key="sandro_meladze", name="სანდრო მელაძე", language="ka",
        moments=(order(60, "house"), order(4, "ethiopia", took=2), we(40, "12:12", "სანდრო, როგორ მოგეწონათ პირველი შეკვრა? ლუკა")),
    ),
    Story(
        key="manana_ghlonti", name="მანანა ღლონტი", language="ka", phone="+995550000310",
        moments=(
            habit(340, 39, every=47, goods=("tea", "house")),
            order(28, "cups", label="broken"),
            says(24, "17:05", "{broken}: ფინჯნის ყური მოტეხილია, საჩუქრად ვყიდულობდი და ძალიან დამწყდა გული.", subject="მოტეხილი ფინჯანი"),
            we(24, "18:00", "ქალბატონო მანანა, ბოდიშს გიხდით, ჩვენი ბრალია. ახალ კომპლექტს კურიერი მოგიტანთ. ანა", by="Ana", subject="პასუხი: მოტეხილი ფინჯანი", kept=11),
            gave(12, "ფინჯნების ახალი კომპლექტი და ჩურჩხელა", 6400),
            repaired(11, "ახალი კომპლექტი ჩავაბარეთ", by="Ana"),
        ),
    ),
    Story(
        key="vakho_khutsishvili", name="ვახო ხუციშვილი", language="ka",
        moments=(
            habit(300, 41, every=46, goods=("house",)),
            order(24, "moka", label="leak"),
            says(20, "12:00", "{leak}: მოკა წყალს უშვებს, გთხოვთ შემიცვალოთ.", subject="მოკა"),
            we(20, "12:45", "ვახო, ბოდიში, დღესვე გიცვლით. ანა", by="Ana", subject="პასუხი: მოკა", kept=20),
            repaired(13, "მოკა გამოუცვალეთ", by="Ana"),
            says(9, "19:19", "ახალი მოკა იდეალურად მუშაობს, მადლობა სწრაფი რეაგირებისთვის!", subject="პასუხი: მოკა"),
            we(8, "10:00", "გმადლობთ, ვახო, სასიამოვნოდ მიირთვით! ანა", by="Ana", subject="პასუხი: მოკა"),
        ),
    ),
    Story(
        key="tea_chavchavadze", name="თეა ჭავჭავაძე", language="ka", owner="Ana",
        moments=(
            habit(650, 8, every=20, goods=("ethiopia", "house")),
            review(280, 5, "ორი წელია სხვაგან აღარ დავდივარ. აქ ყავაც კარგია და ადამიანებიც.", label="r1"),
            answer(279, "r1", "თეა, თქვენით გვეწყება დილა. ანა"),
            review(60, 5, "როგორც ყოველთვის, უგემრიელესი!", label="r2"),
            answer(59, "r2", "მადლობა, თეა!"),
            we(59, "11:11", "თეა, დიდი მადლობა თბილი სიტყვებისთვის. ანა", by="Ana"),
            gave(59, "ახალი მოსავლის შეკვრა შეკვეთასთან ერთად", 1500),
        ),
        details=(Remembered("ლექსებს წერს და ყავას წიგნთან ერთად სვამს", makes_happy=True, audience="may_say"),),
    ),
    Story(
        key="dato_gvasalia", name="დათო გვასალია", language="ka",
        moments=(
            habit(720, 12, every=28, goods=("kilo",)),
            review(100, 2, "ფასი ისევ გაზარდეთ. ახლოს რომ არ იყოს, აღარ მოვიდოდი.", label="r"),
            answer(99, "r", "ბატონო დათო, გვესმის თქვენი. თქვენთვის ძველი ფასი რჩება. ანა"),
            we(70, "12:00", "ბატონო დათო, ძველი ფასი თქვენს ანგარიშზე მითითებულია. ანა", by="Ana"),
        ),
    ),
    Story(
        key="shota_arveladze", name="შოთა არველაძე", language="ka",
        moments=(habit(400, 250, every=32, goods=("house",)), says(245, "09:30", "გთხოვთ, აღარ მომწეროთ."), we(245, "10:00", "გასაგებია, ბატონო შოთა, აღარ შეგაწუხებთ. ანა", by="Ana")),
        consents=(
            Stated("marketing", granted=False, ago=245, wording="გთხოვთ, აღარ მომწეროთ."),
            Stated("care", granted=False, ago=245, wording="გთხოვთ, აღარ მომწეროთ."),
        ),
    ),
    Story(
        key="rusudan_tsereteli", name="რუსუდან წერეთელი", language="ka",
        moments=(
            habit(580, 210, every=30, goods=("tea", "churchkhela")),
            rang(205, "წუხდა, რომ ჩურჩხელა გამხმარი იყო"),
            call(72, "ბოდიში მოვუხადეთ და ახალი რთვლის ჩურჩხელა გავუგზავნეთ", by="Ana"),
            gave(72, "სამი ახალი ჩურჩხელა", 1200),
            repaired(70, "ახალი რთვლის ჩურჩხელა მიიღო", by="Ana"),
            order(66, "tea"), order(38, "tea", "churchkhela"), order(12, "tea"),
            says(65, "14:14", "გულით მადლობა ყურადღებისთვის, ისევ თქვენთან ვარ."),
            we(65, "15:00", "რუსუდან, სახლში დაბრუნებულივით გვიხარია. ანა", by="Ana"),
        ),
        consents=(Stated("marketing", granted=True, ago=64, wording="ახალ მოსავალზე მომწერეთ ხოლმე."),),
    ),
    Story(
        key="levan_dolidze", name="ლევან დოლიძე", language="ka",
        moments=(
            habit(500, 170, every=27, goods=("house",)),
            order(160, "house", label="lost", promised=3, took=None),
            says(154, "18:00", "{lost} საერთოდ არ მოსულა. ტელეფონსაც არავინ პასუხობს."),
            note(90, "ლევანს არავინ დაუბრუნდა. მას შემდეგ აღარ უყიდია.", by="Luka"),
        ),
    ),
)  # fmt: skip
