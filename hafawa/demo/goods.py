"""What does the sample shop sell? A coffee roaster and gift shop: names, prices and what each leaves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Good:
    """One thing on the shelf; price and margin in tetri (a hundredth of a lari)."""

    name: str
    price_minor: int
    margin_minor: int


GOODS = {
    "house": Good("სახლის ნაზავი / House Blend 250 g", 2600, 1050),
    "ethiopia": Good("Ethiopia Guji 250 g", 3900, 1500),
    "yemen": Good("يمن حراز / Yemen Haraaz 250 g", 6800, 2300),
    "cardamom": Good("قهوة عربية بالهيل / Arabic coffee with cardamom 500 g", 5400, 2100),
    "decaf": Good("Colombia Decaf 250 g", 3400, 1200),
    "kilo": Good("სახლის ნაზავი / House Blend 1 kg", 8900, 3300),
    "moka": Good("Moka pot, six cups", 11900, 3600),
    "grinder": Good("ხელის საფქვავი / Hand grinder", 18900, 5600),
    "dallah": Good("دلّة نحاسية / Copper dallah", 15900, 5200),
    "cups": Good("ჭიქები, ექვსი ცალი / Six glazed cups", 9600, 4100),
    "box": Good("სასაჩუქრე ყუთი / Gift box", 12500, 5200),
    "churchkhela": Good("ჩურჩხელა / Churchkhela, three", 2100, 900),
    "tea": Good("გურიის ჩაი / Tea from Guria 100 g", 1800, 800),
    "jar": Good("Storage jar", 7200, 2900),
    "filters": Good("V60 filters, 100", 1500, 600),
}
EVERYDAY = ("house", "ethiopia", "yemen", "cardamom", "decaf", "kilo", "tea", "filters", "churchkhela")
