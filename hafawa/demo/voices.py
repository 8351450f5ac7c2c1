"""What else do people say about the shop, so that its themes can be heard? Reviews and letters, each told once. Pure.

What the shop does well (fresh coffee, wrapping, kind people, cards by hand, gifts) and what goes wrong (the courier,
bags that do not close, cups smaller than in the picture, prices, no answer on the telephone) is told in three languages
and in other words each time. Whoever was unhappy was answered, and it was put right: nobody here waits for us.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from hafawa.demo.story import Moments, answer, order, repaired, review, says, we


@dataclass(frozen=True)
class Voice:
    """A review with its stars, or a letter (no stars), about an order of these goods, so many days back."""

    ago: int
    stars: int
    goods: str
    text: str


def _voices(*told: tuple[int, int, str, str]) -> tuple[Voice, ...]:
    return tuple(Voice(*each) for each in told)


VOICES: dict[str, tuple[Voice, ...]] = {
    "en": _voices(
        (9, 5, "ethiopia", "The coffee is so fresh that the whole hall smells of it when the parcel comes."),
        (17, 5, "box", "Beautifully wrapped, and the handwritten card made my sister cry in a good way."),
        (
            23,
            2,
            "cups",
            "The cups are pretty but much smaller than in the picture. I wanted coffee cups, not thimbles.",
        ),
        (28, 0, "house", "The bag won't close once it is open. I keep the coffee in a jar now."),
        (33, 4, "yemen", "Wonderful Haraaz, best coffee I have had in years. The price has gone up again though."),
        (
            38,
            5,
            "tea",
            "Salma was so kind and patient on the phone with my mother, who wanted to know everything about tea.",
        ),
        (41, 2, "kilo", "Great coffee, but the courier left it in the rain and the box was soaked."),
        (46, 5, "house", "My order came the next day. Nobody else is this quick."),
        (52, 3, "moka", "Good moka pot, but nobody picked up the phone when I had a question. Three times."),
        (
            57,
            5,
            "churchkhela",
            "They remembered that I had asked for the one without sugar. That is the personal touch I come back for.",
        ),
        (61, 2, "cups", "One of the cups arrived broken, there was hardly any padding in the box."),
        (66, 5, "box", "The perfect present. My husband loved the gift box and has not shared the chocolate."),
        (72, 4, "ethiopia", "Delicious, fruity, fresh. I wish you sold half-kilo bags."),
        (
            78,
            5,
            "dallah",
            "The dallah is beautifully made and sturdy, better than the one my aunt bought for twice the price.",
        ),
        (84, 3, "decaf", "The decaf tastes of nothing this time, flat and stale. It used to be lovely."),
        (95, 5, "house", "Three years and never disappointed. It is my favourite shop in Tbilisi."),
        (104, 0, "yemen", "I have written twice and nobody answered. Is the Haraaz in stock or not?"),
        (112, 5, "grinder", "Luka explained everything about the grinder and was helpful to the end. Lovely people."),
        (121, 4, "kilo", "Excellent value for money by the kilo. Delivery was quick too."),
        (133, 2, "house", "You sent the wrong grind. I ordered beans and got powder."),
        (147, 5, "cardamom", "Smells like my grandmother's kitchen. The cardamom coffee is heavenly."),
        (158, 3, "filters", "Too expensive for paper, if you ask me."),
        (166, 5, "tea", "A handwritten note in the box and a small extra bag of tea. Such a thoughtful shop."),
        (173, 4, "cups", "Lovely cups, careful packaging, not a scratch on them."),
    ),
    "ar": _voices(
        (8, 5, "cardamom", "القهوة طازجة والهيل ريحته تملأ المكان، طعم لا يوصف."),
        (15, 5, "box", "التغليف أنيق جداً والبطاقة بخط اليد لفتة جميلة، أمي فرحت بالهدية."),
        (21, 2, "cups", "الفناجين حلوة بس أصغر من الصورة بكتير، مو مثل ما توقعت."),
        (27, 0, "yemen", "الكيس ما بيتسكر منيح بعد ما ينفتح والقهوة بتروح ريحتها."),
        (34, 3, "yemen", "القهوة ممتازة بس السعر غالي، زاد مرتين هالسنة."),
        (39, 5, "house", "سلمى لطيفة جداً وردت على كل أسئلتي بصبر، تعامل راقي."),
        (44, 2, "kilo", "الطلب تأخر ثلاثة أيام والمندوب ما اتصل أبداً."),
        (50, 5, "dallah", "الدلة تحفة، شغل يدوي متقن وجودة عالية."),
        (56, 5, "ethiopia", "التوصيل سريع، وصل الطلب ثاني يوم والقهوة طازجة."),
        (63, 2, "cups", "وصل فنجان مكسور، التغليف ضعيف للأسف."),
        (69, 5, "tea", "تذكروا طلبي المعتاد وحطوا لي كيس شاي صغير زيادة، لفتة حلوة."),
        (76, 4, "cardamom", "طعمها لذيذ جداً، بس الكمية قليلة بالنسبة للسعر."),
        (83, 3, "moka", "اتصلت أربع مرات وما حد رد على التلفون."),
        (92, 5, "house", "زبون عندكم من سنين وما بغيركم، القهوة نفس الطعم دايماً."),
        (101, 5, "box", "أحلى هدية، صديقتي انبسطت كتير والتغليف بيجنن."),
        (115, 2, "decaf", "طلبت حب ووصلني مطحون، غلط بالطلب."),
        (126, 5, "yemen", "مذاق رائع يذكرني بصنعاء، أفضل قهوة جربتها."),
        (139, 4, "churchkhela", "لوكا شرح لي كل شي عن القهوة بالتفصيل، موظف محترم وفاهم شغله."),
        (152, 3, "filters", "الأسعار مرتفعة شوي عن غيركم."),
        (165, 5, "cups", "الفناجين رائعة ووصلت سليمة، تغليف ممتاز."),
    ),
    "ka": _voices(
        (7, 5, "house", "ყავა ძალიან გემრიელია და ისეთი ახალი, რომ სურნელი მთელ სახლში დგას."),
        (13, 2, "kilo", "კურიერმა დააგვიანა ორი დღით და არც დარეკა."),
        (19, 5, "box", "ლამაზად შეფუთული საჩუქარი, ხელით დაწერილი ბარათით. დედას ძალიან მოეწონა."),
        (24, 2, "cups", "ფინჯნები ლამაზია, მაგრამ ფოტოზე უფრო დიდი ჩანდა. იმედი გამიცრუვდა."),
        (26, 0, "ethiopia", "ამანათი ისევ დააგვიანეს, კურიერი სამი დღით გვიან მოვიდა."),
        (31, 4, "house", "გემრიელი ყავაა, მხოლოდ პაკეტი არ იხურება კარგად."),
        (36, 5, "tea", "სალმა ძალიან თავაზიანი და ყურადღებიანია, დამეხმარა არჩევანში."),
        (40, 1, "kilo", "კურიერმა ამანათი წვიმაში დატოვა, ყუთი სველი და დახეული იყო."),
        (45, 3, "yemen", "ხარისხიანი ყავაა, მაგრამ ფასი ძალიან მაღალია."),
        (51, 2, "house", "მიტანა დააგვიანეს, კურიერს ტელეფონი გამორთული ჰქონდა."),
        (55, 5, "churchkhela", "ჩურჩხელა უგემრიელესია, ბებიას ნახელავს მახსენებს."),
        (60, 5, "house", "გახსოვდათ, რომ უშაქრო მინდა, და პატარა საჩუქარიც ჩადეთ. გამიხარდა."),
        (65, 2, "cups", "ერთი ფინჯანი გატეხილი მოვიდა, ყუთში თითქმის არაფერი ედო."),
        (70, 5, "dallah", "ხარისხი უმაღლესია, ხელნაკეთი და გამძლე ნივთია."),
        (74, 0, "moka", "სამჯერ დავრეკე და არავინ მიპასუხა."),
        (81, 5, "house", "იმავე დღეს მოიტანეს, სწრაფად და ღიმილით."),
        (88, 4, "kilo", "კილოგრამიანი შეკვრა კარგი ფასია, ხარისხიც კარგი."),
        (97, 2, "decaf", "უკოფეინო ამჯერად უგემურია, გემო დაკარგა."),
        (106, 5, "box", "საუკეთესო საჩუქარია, მეგობარს ძალიან გაუხარდა."),
        (117, 5, "grinder", "ლუკამ ყველაფერი ამიხსნა საფქვავზე, პროფესიონალია და კეთილი ადამიანი."),
        (128, 3, "filters", "ფილტრები ძვირია, სხვაგან უფრო იაფად ვიყიდე."),
        (137, 5, "house", "წლებია თქვენთან ვყიდულობ და სხვაგან აღარ დავდივარ."),
        (148, 2, "ethiopia", "სხვა დაფქვა მომივიდა, მარცვალი შევუკვეთე და ფხვნილი გამომიგზავნეს."),
        (156, 5, "tea", "ბარათი ხელით დაწერილი იყო და ძალიან მესიამოვნა. ასეთი ყურადღება იშვიათია."),
        (164, 4, "cups", "ფინჯნები უვნებლად მოვიდა, შეფუთვა იდეალურია."),
        (171, 5, "house", "კურიერი თავაზიანი იყო, შეკვეთა დროულად მოვიდა."),
    ),
}

_THANKS = {
    "en": "Thank you, we read this aloud at the counter.",
    "ar": "شكراً لكم، قرأنا كلامكم على الجميع.",
    "ka": "გმადლობთ, თქვენი სიტყვები ყველას წავუკითხეთ.",
}
_SORRY = {
    "en": "You are right, and I am sorry. The money for it is back with you.",
    "ar": "معك حق ونعتذر، وقد أعدنا المبلغ إليك.",
    "ka": "მართალი ბრძანდებით, ბოდიშს გიხდით. თანხა უკვე დაბრუნებულია.",
}
_PUT_RIGHT = {
    "en": "Apologised and refunded",
    "ar": "اعتذرنا وأعدنا المبلغ",
    "ka": "ბოდიში მოვიხადეთ და თანხა დავაბრუნეთ",
}


class Voices:
    """Hands out each voice once, in order, to those who speak its language."""

    def __init__(self) -> None:
        self._left = {language: list(told) for language, told in VOICES.items()}

    def next(self, language: str) -> Iterator[Moments]:
        """The next voice's order and words, with our answer; nothing when all are told."""
        if self._left[language]:
            yield from _tell(self._left[language].pop(0), language)


def _tell(voice: Voice, language: str) -> Iterator[Moments]:
    dice = random.Random(voice.text)
    is_unhappy = voice.stars <= 3
    hour = f"{dice.randint(10, 21)}:{dice.randint(10, 59)}"
    yield order(voice.ago + 6, voice.goods, label="spoken_of", at=f"{dice.randint(9, 20):02}:{dice.randint(0, 59):02}")
    if voice.stars:
        yield review(voice.ago, voice.stars, voice.text, at=hour, order="spoken_of", label="said")
        if is_unhappy or voice.ago < 40:
            yield answer(voice.ago - 1, "said", (_SORRY if is_unhappy else _THANKS)[language])
    else:
        yield says(voice.ago, hour, voice.text, thread="voice", label="said")
        yield we(voice.ago - 1, "10:05", _SORRY[language], thread="voice", by="Ana")
    if is_unhappy:
        yield repaired(voice.ago - 1, _PUT_RIGHT[language], about="said")
