"""What do the many others say? Small exchanges and reviews, written by hand, each told by one person only."""

from __future__ import annotations


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# A customer's words, and ours after them.
EXCHANGES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("Hello, is the shop open on the public holiday?", "Hello! Yes, from eleven to four. Come by."),
        ("Can I add a bag of decaf to my order before it leaves?", "Done, it travels in the same box."),
        ("Which grind should I pick for an Aeropress?", "Medium-fine, a little finer than table salt. Enjoy!"),
        ("Do you take back the empty tins?", "Gladly, and there is a small cup of filter in it for you."),
        ("Is the gift box wrapped or plain?", "Wrapped in cotton, with a card if you tell us the words."),
        ("My flat number changed to 14, could you note it?", "Noted, thank you for telling us in time."),
        (
            "Do you have anything without caffeine for my father?",
            "Colombia Decaf, washed with water only. He will not miss a thing.",
        ),
        ("How long does a bag stay fresh?", "Six weeks closed, two weeks open. Keep it away from the stove."),
        ("Could you leave the parcel with the neighbour on the left?", "Of course, the courier has it written down."),
        ("Is the churchkhela made with honey or sugar?", "Neither: grape juice, flour and walnuts."),
        ("Are the cups safe in a dishwasher?", "They are, though the glaze likes hands better."),
        ("Can I get an invoice in my company's name?", "Here it is, attached. Ask any time."),
        (
            "What time do you roast? It smells wonderful from the street.",
            "Tuesdays and Fridays at nine. Knock, and we will show you.",
        ),
        ("Do you sell beans unroasted?", "Yes, by the kilo. Tell us for which pan and we will choose together."),
    ),
    "ar": (
        ("مساء الخير، هل يمكن طحن القهوة ناعمة جداً للقهوة التركية؟", "مساء النور، نعم، وطحنّاها لك كالبودرة."),
        ("كم يبقى الكيس طازجاً بعد فتحه؟", "أسبوعان في مكان بارد ومغلق. بالهناء."),
        ("ممكن تغلفوه كهدية؟", "بكل سرور، وأضفنا بطاقة صغيرة."),
        ("عندكم هيل بلحاله؟", "نعم، مئة غرام بالكيس، من الدفعة الجديدة."),
        ("بدي أعرف إذا الفناجين بتتحمل الجلاية.", "بتتحمل، بس غسيل الإيد أحلى إلها."),
        ("لو سمحت فاتحين الجمعة؟", "أيوه، من الساعة اتناشر لحد تمانية."),
        ("هل القهوة اليمنية من محصول هذه السنة؟", "نعم، وصلت من حراز قبل شهر."),
        ("أبي أضيف كيس ثاني على طلبي قبل لا ينشحن.", "أضفناه، ويطلع مع نفس الشحنة."),
        ("هل لديكم قهوة خفيفة للمساء؟", "ننصحك بالكولومبية منزوعة الكافيين."),
        ("ممكن فاتورة باسم الشركة؟", "أرفقناها لك مع الشكر."),
        ("رقم شقتي تغيّر إلى تسعة.", "حدّثناه، شكراً لتنبيهنا."),
        ("شو الفرق بين الحراز والإثيوبية؟", "الحراز أغمق وفيها زبيب، والإثيوبية زهرية وخفيفة."),
    ),
    "ka": (
        ("გამარჯობა, დღესასწაულზე მუშაობთ?", "გამარჯობა! დიახ, თერთმეტიდან ოთხამდე. გელოდებით."),
        ("თურქული ყავისთვის დაფქვავთ?", "რა თქმა უნდა, პუდრასავით დავფქვავთ."),
        ("შეკვეთას ერთი შეკვრა ჩაი დავუმატოთ, თუ შეიძლება.", "დავამატეთ, ერთად მოგივათ."),
        ("ფინჯნები სარეცხ მანქანაში შეიძლება?", "შეიძლება, თუმცა ხელით უფრო დიდხანს ბრწყინავს."),
        ("რამდენ ხანს ინახება გახსნილი შეკვრა?", "ორი კვირა, გრილ ადგილას, კარგად დახურული."),
        ("საჩუქრად შეგიძლიათ შეფუთოთ?", "სიამოვნებით, ბარათსაც ჩავდებთ."),
        ("კურიერს უთხარით, მეზობელთან დატოვოს.", "ვუთხარით, მეზობელს ჩააბარებს."),
        ("ჩურჩხელა შაქრით მზადდება?", "არა, მხოლოდ ყურძნის წვენით, ფქვილით და ნიგვზით."),
        ("ინვოისი კომპანიის სახელზე მჭირდება.", "თანდართულია, გმადლობთ."),
        ("ახალი მისამართი მაქვს, მესამე სართული.", "ჩავინიშნეთ, გმადლობთ, რომ გვითხარით."),
        ("უკოფეინო რომელია უკეთესი?", "კოლუმბიური, წყლით დამუშავებული."),
        ("აეროპრესისთვის რომელი დაფქვა ავიღო?", "საშუალოზე ოდნავ წვრილი."),
        ("დილით რომელ საათზე ხალავთ? ქუჩაში სურნელი დგას.", "სამშაბათს და პარასკევს, ცხრაზე. შემოგვიარეთ."),
        ("მოკასთვის სახლის ნაზავი ივარგებს?", "ძალიანაც, სწორედ მოკასთვის შევაზავეთ."),
    ),
}

REVIEWS: dict[str, tuple[tuple[int, str], ...]] = {
    "en": (
        (5, "Fresh, quick, and the handwriting on the bag made me smile."),
        (4, "Good beans. Box a bit large for one bag."),
        (5, "My go-to present for people who say they have everything."),
        (4, "Nice cups, slightly smaller than I imagined from the picture."),
        (3, "Decent coffee, a little too dark for me."),
        (5, "Arrived a day early, still smelling of the roaster."),
        (5, "The tea from Guria is a quiet wonder."),
        (4, "Solid moka pot, clear instructions."),
        (5, "They wrapped it better than I ever could."),
        (3, "Fine, nothing special for the price."),
        (5, "Haraaz like the one my uncle used to bring. Thank you."),
        (4, "Reliable. I wish they sold half-kilo bags."),
    ),
    "ar": (
        (5, "قهوة طازجة والتغليف أنيق."),
        (4, "طعم ممتاز، والكمية قليلة بعض الشيء."),
        (5, "الهيل ريحته تملأ البيت."),
        (5, "أحلى هدية قدمتها لأمي."),
        (3, "لا بأس بها، لكنها أغمق مما أحب."),
        (4, "التوصيل سريع والسعر معقول."),
        (5, "الدلّة تحفة، شغل يدوي نظيف."),
        (4, "زاكي كتير، بس الكيس ما بيتسكر منيح."),
        (5, "القهوة دي بقت عادة عندنا في البيت."),
        (5, "مذاق يذكرني بصنعاء."),
    ),
    "ka": (
        (5, "ყავა ისეთი ახალია, სახლში შესვლისთანავე იგრძნობა."),
        (4, "კარგია, ოღონდ ფინჯნები ფოტოზე უფრო დიდი ჩანდა."),
        (5, "ჩურჩხელა ბებიას ნახელავს მაგონებს."),
        (5, "სწრაფად მოიტანეს და ლამაზად შეფუთული."),
        (3, "ნორმალურია, ჩემთვის ცოტა მუქი ნახალია."),
        (4, "საფქვავი მსუბუქია და კარგად ფქვავს."),
        (5, "გურიის ჩაი საოცარია."),
        (5, "ხელით დაწერილი ბარათი ძალიან მესიამოვნა."),
        (4, "ფასი ცოტა მაღალია, მაგრამ ხარისხი ღირს."),
        (5, "ყოველ პარასკევს აქ ვყიდულობ."),
        (5, "საუკეთესო საჩუქარია ყავის მოყვარულისთვის."),
        (4, "გემრიელი ნაზავია მოკასთვის."),
    ),
}

# A parcel came late: on which day after the order it came, their words ({late} is the order), and ours after them.
LATE: dict[str, tuple[tuple[int, str, str], ...]] = {
    "en": (
        (
            4,
            "Order {late} was due yesterday, any idea where it is?",
            "It is on the van and with you today. I am sorry for the wait.",
        ),
        (
            5,
            "{late} came two days after the date you gave me. Please give real dates.",
            "You are right. I am sorry, and the next delivery is on us.",
        ),
    ),
    "ar": (
        (4, "الطلب {late} كان موعده أمس، أين وصل؟", "مع المندوب ويصلك اليوم. نعتذر عن التأخير."),
        (5, "وصل {late} بعد موعده بيومين، أتمنى أن تحددوا موعداً صحيحاً.", "معك حق ونعتذر، والتوصيل القادم علينا."),
    ),
    "ka": (
        (4, "{late} გუშინ უნდა მოსულიყო, სად არის?", "კურიერთანაა და დღესვე მოგივათ. ბოდიშს გიხდით ლოდინისთვის."),
        (
            5,
            "{late} დაპირებულზე ორი დღით გვიან მოვიდა. ნამდვილი თარიღი დაწერეთ.",
            "მართალი ბრძანდებით, ბოდიში. შემდეგი მიტანა ჩვენი ხარჯით იქნება.",
        ),
    ),
}


# A word from us to a regular, for nothing.
CARE: dict[str, tuple[str, ...]] = {
    "en": (
        "Hello {first}, the new harvest smells of apricots and we thought of you.",
        "{first}, thank you for another month of mornings with us.",
        "Hello {first}, how did the last roast suit you? We read every answer.",
        "{first}, your usual is on the shelf with your name on it.",
        "Good day {first}, we changed the bags as you and others asked. Better?",
    ),
    "ar": (
        "أهلاً {first}، وصل محصول جديد تفوح منه رائحة المشمش فتذكرناك.",
        "{first}، شكراً لشهر آخر من الصباحات معنا.",
        "مرحباً {first}، كيف كانت الحمصة الأخيرة؟ نقرأ كل رد.",
        "{first}، قهوتك المعتادة على الرف وعليها اسمك.",
    ),
    "ka": (
        "გამარჯობა {first}, ახალ მოსავალს ატმის სურნელი აქვს და გაგვახსენდით.",
        "{first}, გმადლობთ კიდევ ერთი თვის დილებისთვის.",
        "გამარჯობა {first}, როგორი იყო ბოლო მოხალული? ყველა პასუხს ვკითხულობთ.",
        "{first}, თქვენი ყავა თაროზეა და თქვენი სახელი აწერია.",
        "{first}, შეფუთვა შევცვალეთ, როგორც გვთხოვეთ. ასე სჯობს?",
    ),
}

LETTER = {
    "en": (
        "The new harvest is here",
        "This week: Guji from Ethiopia, ten per cent off until Sunday. To stop these letters, answer with one word.",
    ),
    "ar": (
        "وصل المحصول الجديد",
        "هذا الأسبوع: غوجي من إثيوبيا بخصم عشرة بالمئة حتى الأحد. لإيقاف الرسائل يكفي الرد بكلمة.",
    ),
    "ka": (
        "ახალი მოსავალი მოვიდა",
        "ამ კვირაში: გუჯი ეთიოპიიდან, კვირამდე ათი პროცენტით იაფად. წერილების შესაწყვეტად ერთი სიტყვით გვიპასუხეთ.",
    ),
}

FIRST = {
    "en": _names(
        "Alice Ben Chloe Edward Freya Henry Isla Jack Lucy Martin Nora Oscar Paula Quentin Rose Simon Thea Victor Wendy Hugo Iris Jonas Karen Leo Maya Ned Otto Petra Ruth Saul"
    ),
    "ar": _names(
        "آمنة باسم جمال حنان دلال رائد زينب سامي شيماء صفاء طارق عبير عادل غادة فادي فيصل قاسم كوثر لينا ماجد مريم ناصر هالة وائل وفاء ياسمين يزن إبراهيم إيمان أسماء"
    ),
    "ka": _names(
        "ანი ბაჩო გვანცა დიანა ელისო ვალერი ზაზა თამთა ია კახა ლანა ლუკა მერაბ მზია ნათია ნიკა ოთარ პაატა ჟანა რამაზ სოფო ტარიელ უჩა ფატი ქეთი შორენა ცირა ჯაბა ხათუნა ნუცა"
    ),
}
LAST = {
    "en": _names(
        "Archer Bishop Cole Dawson Ellis Foster Gibson Harper Irwin Jensen Keller Lowe Morton Nash Owens Porter Quinn Ramsey Sutton Turner Vance Walsh Young Abbott Barker Crane Drake"
    ),
    "ar": _names(
        "الأحمد البستاني التميمي الجندي الحسيني الخطيب الدوسري الراشد الزعبي السعدي الشامي الصباغ الطويل العلي الغامدي الفارس القاسم الكردي المصري النعيمي الهاشمي اليوسف عواد مراد حجازي"
    ),
    "ka": _names(
        "აბულაძე ბოლქვაძე გიორგაძე დვალი ელიავა ვაშაძე ზაალიშვილი თოდუა ინასარიძე კვარაცხელია ლორია მაჭავარიანი ნადირაძე ონიანი პაპავა რატიანი საგინაშვილი ტაბიძე უგულავა ფანჯიკიძე ქურდაძე ღვინიაშვილი შენგელია ჩიქოვანი ცინცაძე ხარაზიშვილი ჯანაშია"
    ),
}
