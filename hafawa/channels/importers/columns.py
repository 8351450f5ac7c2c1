"""Which column holds what, judging by its name? Words in the languages shops' exports speak. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from hafawa.kernel.text import fold

#: field -> names a column of it has: English, Arabic, Georgian, Portuguese, Spanish, French, German, Russian, Turkish
WORDS: dict[str, str] = {
    "ref": "order number|order no|order #|order id|order|order name|order ref|order reference|invoice number|invoice no"
    "|invoiceno|invoice|reference|number|no|id|رقم الطلب|رقم الطلبية|الطلب|رقم الفاتورة|الفاتورة|شماره سفارش"
    "|შეკვეთის ნომერი|შეკვეთა|ინვოისი|ინვოისის ნომერი|შეკვეთის №|numero do pedido|n do pedido|pedido|numero de pedido"
    "|n de pedido|numero de commande|commande|n commande|bestellnummer|bestellung|auftragsnummer|номер заказа|заказ"
    "|№ заказа|siparis no|siparis numarasi|siparis",
    "date": "order date|date|created at|created|created on|placed at|placed on|ordered at|ordered on|purchase date"
    "|order time|timestamp|datetime|invoice date|invoicedate|date created|تاريخ الطلب|التاريخ|تاريخ|تاريخ الشراء"
    "|تاريخ الفاتورة|შეკვეთის თარიღი|თარიღი|შეძენის თარიღი|data do pedido|data|data da compra|fecha|fecha del pedido"
    "|fecha de compra|date de commande|bestelldatum|datum|дата|дата заказа|tarih|siparis tarihi",
    "amount": "total|amount|order total|grand total|total amount|order amount|total price|value|order value|sum|paid"
    "|revenue|total paid|order total amount|المبلغ|الإجمالي|المجموع|الاجمالي|قيمة الطلب|إجمالي الطلب|المبلغ الإجمالي"
    "|თანხა|ჯამი|სულ|ჯამური თანხა|valor|valor total|total do pedido|importe|importe total|total del pedido|montant"
    "|montant total|betrag|gesamtbetrag|summe|gesamt|сумма|итого|сумма заказа|стоимость|tutar|toplam|toplam tutar",
    "unit_price": "unit price|unitprice|price|item price|price each|سعر الوحدة|السعر|ერთეულის ფასი|ფასი|preco unitario"
    "|preco|precio unitario|precio|prix unitaire|prix|stuckpreis|einzelpreis|preis|цена|цена за единицу"
    "|birim fiyat|fiyat",
    "quantity": "quantity|qty|units|count|items sold|الكمية|كمية|العدد|რაოდენობა|quantidade|qtd|cantidad|quantite|menge"
    "|anzahl|количество|кол во|adet|miktar",
    "item": "item|product|product name|item name|description|products|sku name|المنتج|اسم المنتج|الصنف|الوصف|პროდუქტი"
    "|დასახელება|საქონელი|აღწერა|produto|nome do produto|descricao|producto|articulo|produit|article|produkt|artikel"
    "|artikelname|товар|наименование|urun|urun adi",
    "currency": "currency|currency code|order currency|العملة|عملة|ვალუტა|moeda|moneda|devise|monnaie|wahrung|waehrung"
    "|валюта|para birimi",
    "status": "status|order status|state|الحالة|حالة الطلب|სტატუსი|შეკვეთის სტატუსი|situacao|estado|estado del pedido"
    "|statut|etat|статус|durum|siparis durumu",
    "email": "email|e mail|email address|customer email|mail|billing email|contact email|buyer email|البريد الإلكتروني"
    "|البريد|الإيميل|ايميل|البريد الالكتروني|ელფოსტა|ელ ფოსტა|იმეილი|მეილი|correo|correo electronico|courriel"
    "|adresse email|e mail adresse|эл почта|электронная почта|почта|eposta|e posta",
    "phone": "phone|phone number|telephone|tel|mobile|mobile number|cell|customer phone|whatsapp|billing phone|الهاتف"
    "|رقم الهاتف|الجوال|رقم الجوال|الموبايل|هاتف|موبايل|ტელეფონი|მობილური|ტელეფონის ნომერი|telefone|celular|telefono"
    "|movil|portable|telefon|handy|телефон|мобильный|cep telefonu",
    "customer_id": "customer id|customerid|customer number|customer no|client id|customer|user id|رقم العميل"
    "|معرف العميل"
    "|رقم الزبون|მომხმარებლის ნომერი|კლიენტის ნომერი|კლიენტის id|id do cliente|codigo do cliente|id cliente"
    "|id del cliente|numero client|kundennummer|kunden nr|номер клиента|код клиента|id клиента|musteri no|musteri id",
    "name": "name|customer name|full name|client name|client|buyer|buyer name|contact name|billing name|contact|الاسم"
    "|اسم العميل|العميل|الزبون|اسم الزبون|الاسم الكامل|სახელი და გვარი|სახელი გვარი|მომხმარებელი|კლიენტი|სახელი|nome"
    "|nome completo|nome do cliente|cliente|nombre|nombre completo|nom complet|kunde|kundenname|имя|фио|клиент"
    "|покупатель|ad soyad|musteri|musteri adi|isim",
    "first_name": "first name|firstname|given name|forename|billing first name|الاسم الأول|primeiro nome|prenom"
    "|vorname",
    "last_name": "last name|lastname|surname|family name|billing last name|اسم العائلة|الكنية|اللقب|გვარი|sobrenome"
    "|apellido|apellidos|nom de famille|nachname|фамилия|soyad|soyadi",
    "language": "language|lang|locale|اللغة|ენა|idioma|langue|sprache|язык|dil",
    "promised": "promised|promised date|promised delivery|due|due date|estimated delivery|expected delivery|deliver by"
    "|estimated delivery date|expected date|delivery due|promised at|promised for|eta|الموعد|موعد التسليم"
    "|تاريخ التسليم المتوقع"
    "|تاريخ الوعد|الموعد المتوقع|დაპირებული თარიღი|მიწოდების ვადა|ვადა|სავარაუდო მიწოდება|data prevista"
    "|previsao de entrega|entrega prevista|data estimada de entrega|entrega estimada|fecha prevista|livraison prevue"
    "|date prevue|liefertermin|lieferdatum geplant|zugesagt|ожидаемая дата|дата доставки план|срок доставки"
    "|teslim tarihi",
    "arrived": "arrived|arrived at|delivered|delivered at|delivered on|delivery date|delivered date|received at"
    "|actual delivery|actual delivery date|arrival|date delivered|وصل|تاريخ الوصول|تاريخ التسليم|تاريخ الاستلام"
    "|تم التسليم|მიწოდების თარიღი|ჩაბარების თარიღი|ჩაბარდა|მიღების თარიღი|data de entrega|entregue em|entregue"
    "|fecha de entrega|entregado|livre le|date de livraison|geliefert am|zugestellt am|geliefert|доставлено"
    "|дата доставки|дата вручения|teslim edildi",
    "cancelled_at": "cancelled at|canceled at|cancelled|canceled|cancellation date|تاريخ الإلغاء|გაუქმების თარიღი"
    "|cancelado em|data de cancelamento|annule le|storniert am|дата отмены",
    "paid_at": "paid at|paid on|payment date|paid date|date paid|تاريخ الدفع|გადახდის თარიღი|data de pagamento|pago em"
    "|fecha de pago|paye le|bezahlt am|дата оплаты",
    "refunded": "refunded|refunded amount|refund|refunds|refund amount|amount refunded|refunded total|المبلغ المسترد"
    "|استرداد|დაბრუნებული თანხა|დაბრუნება|valor reembolsado|reembolso|rembourse|erstattet|возврат|iade",
    "margin": "margin|profit|gross profit|earned|هامش|الربح|მოგება|margem|lucro|margen|marge|gewinn|прибыль|маржа|kar",
    "score": "score|rating|stars|review score|star rating|grade|mark|التقييم|تقييم|النجوم|عدد النجوم|შეფასება|ქულა"
    "|ვარსკვლავები|nota|avaliacao|estrelas|puntuacion|calificacion|valoracion|estrellas|note|etoiles|bewertung|sterne"
    "|оценка|рейтинг|puan",
    "text": "review|text|comment|comments|review text|body|content|message|feedback|review body|المراجعة|التعليق|النص"
    "|رأي العميل|მიმოხილვა|კომენტარი|ტექსტი|გამოხმაურება|comentario|texto|resena|opinion|commentaire|avis|texte"
    "|kommentar|rezension|отзыв|комментарий|текст|yorum",
    "title": "title|review title|subject|headline|summary|العنوان|عنوان|სათაური|titulo|titre|titel|uberschrift"
    "|заголовок"
    "|baslik",
    "review_id": "review id|review number|id|رقم المراجعة|მიმოხილვის ნომერი",
    "birthday": "birthday|birth date|date of birth|dob|birthdate|born|عيد الميلاد|تاريخ الميلاد|დაბადების დღე"
    "|დაბადების თარიღი|data de nascimento|aniversario|nascimento|fecha de nacimiento|cumpleanos|date de naissance"
    "|anniversaire|geburtstag|geburtsdatum|дата рождения|день рождения|dogum tarihi|dogum gunu",
    "birthday_hijri": "hijri birthday|birthday hijri|hijri birth date|تاريخ الميلاد الهجري|تاريخ الميلاد هجري"
    "|الميلاد الهجري|ميلاد هجري|ჰიჯრით დაბადების დღე",
    "notes": "notes|note|remarks|memo|about|ملاحظات|ملاحظة|შენიშვნა|შენიშვნები|observacoes|notas|remarques|notiz"
    "|notizen|bemerkung|примечание|заметки|notlar",
    "marketing": "marketing|newsletter|accepts marketing|email marketing|consent|opt in|optin|subscribed"
    "|marketing consent"
    "|التسويق|الاشتراك|الموافقة|النشرة|მარკეტინგი|თანხმობა|სიახლეები|aceita marketing|consentimento|acepta marketing"
    "|consentement|einwilligung|согласие|рассылка|pazarlama izni",
    "refuses": "unsubscribed|do not contact|opted out|opt out|no marketing|do not email|dnc|إلغاء الاشتراك|لا تتصل"
    "|გამოწერა გააუქმა|არ დაუკავშირდეთ|descadastrado|baja|desabonne|abgemeldet|отписан|отписался",
}
_SIGNS = re.compile(r"[\s_\-./:#№()\[\]*]+")


def plain(name: str) -> str:
    """A column's name as names are compared: folded, signs and underscores as spaces."""
    return _SIGNS.sub(" ", fold(name)).strip()


def guess(header: Sequence[str], *, fields: Iterable[str], words: Mapping[str, str] = WORDS) -> dict[str, str]:
    """field -> column for those of `fields` that a column is surely named after; each column is taken once.

    The earlier a name stands in a field's list the surer it is; "Order number" goes before "Number", whatever the order
    of the columns.
    """
    wanted = list(fields)
    names = {
        field: {plain(w): place for place, w in enumerate(words.get(field, "").split("|")) if w} for field in wanted
    }
    marks = [
        (names[field][plain(column)], order, place, field, column)
        for place, column in enumerate(header)
        for order, field in enumerate(wanted)
        if plain(column) in names[field]
    ]
    found: dict[str, str] = {}
    for _rank, _order, _place, field, column in sorted(marks):
        if field not in found and column not in found.values():
            found[field] = column
    return found
