"""Small words and plain sentences of languages in Latin letters, written by hand: seeds to tell one from another."""

from __future__ import annotations

from hafawa.listening.lexicon import words

SMALL_WORDS: dict[str, frozenset[str]] = {
    language: words(listed)
    for language, listed in {
        "en": """
            the and is are was were my your you it this that with for not have has had been will would can could
            please they them there what when where why how which who i i'm i'd i've it's don't didn't can't
            won't isn't of to but from be am he she his her our we us their if so just any some all very too
            only than order parcel package delivery refund thanks thank hello hi hey good great bad love nice
            excellent service product quality price staff food shop store arrived received sent best worst
            awesome works ok okay yes you'd he'd they'd said say nobody nothing back again after two such call
            called want need ever into out about over really disappointed waiting still broke box app card
            charged wrong late recommend happy fast slow never always money phone email got see tomorrow today
            talk soon sounds sorry bye""",
        "pt": """
            o os um uma uns que de do da dos das e em no na nos nas por para com não nao muito mais foi está
            esta meu minha eu ele ela se mas como já ja produto entrega prazo recebi chegou comprei recomendo
            bom boa ótimo otimo ótima otima loja antes até ainda ate veio sem pelo pela obrigado obrigada tudo
            bem rápido rapido excelente qualidade compra comprar chegar nada péssimo pessimo ruim parabéns
            parabens gostei super certo dentro""",
        "es": """
            el la los las un una que de del y en por para con no muy más mas fue está esta mi yo pero como ya
            producto entrega recibí llegó llego compré recomiendo bueno buena tienda antes todo bien gracias
            rápido excelente calidad compra nada hola pedido cuando donde dónde es son lo le se usted sin""",
        "fr": """
            le la les un une des et en dans pour avec pas très tres plus est sont mon ma mes je il elle nous
            vous mais comme produit livraison reçu recu bon bonne magasin tout bien merci rapide qualité qualite
            achat rien bonjour commande quand où que qui ne ce cette au aux du j'ai c'est n'est sur
            ses leur dont été ete ont entre cet aussi peut par même meme mêmes memes ces ou être etre d'un d'une qu'il
            qu'elle n'a s'est lors fait sous deux tous toutes leurs afin chez""",
        "de": """
            der die das ein eine einen und in im für fur mit nicht sehr mehr ist sind war mein meine ich er sie
            wir ihr aber wie produkt lieferung bestellung bekommen gut gute laden alles danke schnell qualität
            qualitat nichts hallo wann wo es auf zu den dem von noch habe hat nach bei immer leider""",
        "it": """
            il lo la gli le un una che di del della e in per con non molto più piu è sono mio mia io ma come già
            prodotto consegna ricevuto arrivato consiglio buono buona negozio tutto bene grazie veloce ottimo
            qualità qualita ordine quando dove ciao nel si anche ho questo""",
        "tr": """
            ve bir bu çok cok için icin ile değil degil ama daha ne var yok ben sen siz biz ürün urun kargo
            sipariş siparis geldi aldım aldim güzel guzel iyi kötü kotu teşekkürler tesekkurler hızlı hizli
            kalite mağaza merhaba nerede zaman da de gibi kadar hiç hic tavsiye ederim""",
        "nl": """
            de het een en van ik je niet is zijn met voor op dat die maar ook bestelling pakket goed snel
            bedankt waar wanneer mijn heb hebben was nog wel geen naar bij heel erg""",
        "ar": """
            shukran shokran chokran wen wein ween feen fein talabi talabeya talabiya ana mish mesh msh
            mafi ma7ada shu sho shoo eish aish lesh leish leh ya yalla inshallah inshalla wallah walla
            khalas 5alas habibi 7abibi kteer ktir kter awi mn men bl bel 3la 3ala 3nd 3ndkn 3ndkom bas
            bass ma la l el il hal ra7 rah 3am kam emta emtan imta mumkin momken salam marhaba mar7aba
            ahlan sabah masa2 tamam tmam zay kwayes kwais helo 7elo mabsoot mabsout za3lan z3lt zhe2t
            z2ht mara marra jiddan gedan awy delwa2ty bokra bukra mbare7 embare7 lissa lessa 3ayez 3ayza
            biddi bddi abgha abi tawseel tawsil flous floos masari fluss se3r si3r ghali rkhis""",
        "ka": """
            madlob gmadlob gamarjob gtxov gtkhov gthov shekvet shekveta amanat dzalian zalian ratom
            rodis rogor momsax momsakh pasux pasukh gaqv gakv mpasux tqven tkven minda mitana kargi cudi
            tsudi sircxvil sirtskhvil sheidzleb sheidzlet daxmareb dakhmareb aravin araferi jer rame
            xart khart fasi girs tanxa tankha mivige mogwer damireket gilocavt sad aris ra da rom ar ki
            kai me es chemi chems rac tu ver unda kide uk ukve arasdros agar""",
    }.items()
}

# Languages of which no labelled set may be learned from; "" are those the product gives no name.
SENTENCES: dict[str, str] = {
    "pt": """
        o produto chegou antes do prazo, muito bom
        ainda não recebi a minha encomenda, quando vai chegar?
        comprei dois e só veio um, quero meu dinheiro de volta
        ótimo atendimento, recomendo a loja para todos
        não gostei da qualidade, veio com defeito
        a entrega atrasou mais de uma semana e ninguém responde
        parabéns pela rapidez na entrega
        excelente vendedor, tudo certo com o pedido
        gostaria de saber se vocês têm este modelo na cor preta
        produto de péssima qualidade, não comprem
        chegou tudo direitinho e bem embalado
        obrigada pela atenção, adorei o presente
        o site diz que foi entregue, mas não recebi nada
        estou muito satisfeita com a compra
        faltou uma peça na caixa, preciso de uma solução
        até agora nada, péssimo serviço
        veio errado, pedi azul e mandaram vermelho
        super rápido, chegou no dia seguinte
        qual é o horário de funcionamento da loja aos sábados?
        quero cancelar a compra e receber o reembolso
        o preço está muito alto em relação aos outros
        minha mãe amou, ficou lindo na sala
        não funciona, já tentei várias vezes
        vou comprar de novo com certeza
        entregue no prazo, produto conforme a descrição
        bom dia, gostaria de trocar o tamanho""",
    "it": """
        il prodotto è arrivato in anticipo, ottima qualità
        non ho ancora ricevuto il mio pacco, quando arriva?
        vorrei restituire l'articolo e avere il rimborso
        complimenti per la gentilezza del personale
        purtroppo la scatola era rotta e manca un pezzo
        siete aperti anche la domenica?
        buonasera, vorrei prenotare un tavolo per due persone
        sono molto delusa, nessuno risponde alle mie mail
        tutto perfetto, lo consiglio a tutti
        quanto costa la spedizione in Germania?
        ho ordinato la taglia media ma mi avete mandato la grande
        grazie mille per l'aiuto, siete stati velocissimi
        non funziona più dopo due giorni
        mi hanno addebitato due volte lo stesso ordine""",
    "nl": """
        het pakket is nog steeds niet aangekomen
        wanneer wordt mijn bestelling geleverd?
        heel vriendelijk personeel en lekker eten
        ik wil graag mijn geld terug
        de doos was kapot en er ontbreekt een onderdeel
        zijn jullie op zondag open?
        bedankt voor de snelle levering, erg tevreden
        ik heb de verkeerde maat gekregen, kan ik ruilen?
        slechte kwaliteit, na een week al stuk
        kunnen jullie mij terugbellen over de rekening?
        goedemorgen, ik zou graag een tafel reserveren
        er is twee keer geld afgeschreven van mijn rekening
        niemand neemt de telefoon op
        prachtig boeket, mijn moeder was er heel blij mee""",
    "": """
        paczka jeszcze nie dotarła, kiedy przyjdzie?
        bardzo dziękuję za pomoc, wszystko w porządku
        chciałbym zwrócić towar i odzyskać pieniądze
        coletul nu a ajuns încă, când vine?
        mulțumesc foarte mult pentru ajutor
        aș vrea să returnez produsul
        balík ještě nedorazil, kdy přijde?
        děkuji, byli jste velmi milí
        rád bych vrátil zboží
        a csomag még nem érkezett meg, mikor jön?
        köszönöm szépen a segítséget
        szeretném visszaküldeni a terméket
        pakken er ikke kommet ennå, når kommer den?
        tusen takk for hjelpen
        paketet har inte kommit än, när kommer det?
        tack så mycket för hjälpen, allt fungerar bra
        jag vill gärna ha pengarna tillbaka
        pakke er ikke kommet endnu, hvornår kommer den?
        paketti ei ole vielä saapunut, milloin se tulee?
        kiitos paljon avusta
        haluaisin palauttaa tuotteen
        paket saya belum sampai, kapan datang?
        terima kasih banyak atas bantuannya
        saya ingin mengembalikan barang ini
        barangnya bagus dan pengiriman cepat
        kifurushi changu bado hakijafika, kitafika lini?
        asante sana kwa msaada wako
        nataka kurudisha bidhaa hii
        hindi pa dumating ang order ko, kailan darating?
        maraming salamat sa tulong ninyo
        gói hàng của tôi chưa đến, khi nào đến?
        cảm ơn bạn rất nhiều
        paket još nije stigao, kada stiže?
        hvala puno na pomoći
        želim vratiti proizvod
        paketa ende nuk ka ardhur, kur vjen?
        faleminderit shumë për ndihmën
        siuntinys dar neatvyko, kada atvyks?
        labai ačiū už pagalbą
        sūtījums vēl nav pienācis
        paldies par palīdzību
        pakk ei ole veel saabunud
        suur aitäh abi eest
        el paquet encara no ha arribat
        moltes gràcies per l'ajuda
        mera parcel abhi tak nahi aaya, kab aayega
        bahut bahut dhanyavaad
        mujhe paise wapas chahiye
        mera order kahan hai bhai
        bohat acha hai shukriya
        sefaresh man kojast? hanuz nareside
        kheyli mamnun az komaketun
        xalad rojbash, paqeta min nehat
        pakiti yangu, ngiyabonga kakhulu
        e dupe pupo, mo fe da a pada""",
}
