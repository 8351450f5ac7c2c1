"""Which first names are common where shops write English, Arabic and Georgian? Names that are plain words are left out.

("جميل" is a name and says that something is lovely; "Grace", "Will" and "მზია" likewise.)
"""

from __future__ import annotations

from hafawa.kernel.text import fold

FIRST_NAMES = frozenset(
    fold(
        """
        james john robert michael david richard joseph thomas charles christopher daniel matthew anthony donald steven
        paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas
        eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick jack dennis jerry
        tyler aaron henry peter adam nathan zachary walter kyle harold carl jeremy keith roger arthur terry lawrence
        sean ethan albert joe mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy
        betty margaret sandra ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca
        sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine
        christine debra rachel carolyn janet maria heather diane olivia julie joyce victoria kelly christina lauren
        joan evelyn judith andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn
        sophia frances jean alice judy isabella julia denise danielle sophie oliver liam noah oscar leo lucy chloe
        ella mia tom sam ben dan kate jane mohammed mohamed muhammad ahmed ahmad ali omar khaled hassan hussein
        ibrahim youssef yousef mahmoud mustafa abdullah khalid tariq tarek sami samir karim nasser walid fatima fatma
        aisha mariam maryam layla leila huda zainab zeinab nour rania dina yasmin yasmine salma rana hala lina maha
        mona noura sahar samira محمد أحمد خالد حسين إبراهيم يوسف محمود مصطفى عبدالله عبدالرحمن طارق سامي سمير ناصر
        وليد ياسر بلال فيصل تركي سلطان ماجد فهد سلمان عبدالعزيز زياد رامي هشام أسامة أيمن عماد طلال مروان جورج إيلي
        شربل مارون فاطمة عائشة مريم ليلى زينب خديجة نورة سارة ريم هند دانا رانيا دينا ياسمين سلمى هالة لينا سميرة نوال
        رنا غادة داليا شيماء إسراء مروة سوسن سهام გიორგი დავით დავითი ლევან ლევანი ნიკა ნიკოლოზ ნიკოლოზი ლუკა სანდრო
        ირაკლი ზურაბ ზურაბი გიგა ზაზა ვახტანგ თორნიკე საბა ბექა ლაშა მამუკა თემურ თემური თემო გელა კახა ვანო ივანე
        შოთა ოთარ ოთარი არჩილ არჩილი ბესიკ გოჩა ნინო მარიამ მარიამი ანა თამარ თამარი ნანა ეკა ეკატერინე ქეთევან ქეთი
        სალომე ელენე სოფიო სოფო თეონა ლელა მაკა ნათია ხატია თინათინ თინა ლია მანანა მაია ნუცა ნანი ირმა ლიკა გვანცა
        თეკლა ბარბარე ელისო ნატალია giorgi davit levan nika nikoloz luka sandro irakli zurab giga zaza vakhtang
        tornike saba beka lasha mamuka temur temo gela kakha vano shota otar archil gocha nino mariami ana tamar
        tamari nana eka ketevan keti salome elene sopio sopo teona lela maka natia khatia tina lia manana maia nutsa
        irma lika gvantsa tekla barbare eliso natalia"""
    ).split()
)
