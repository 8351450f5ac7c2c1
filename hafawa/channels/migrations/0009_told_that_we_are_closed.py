from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('channels', '0008_chat'),
    ]

    operations = [
        migrations.AddField(
            model_name='chatvisitor',
            name='away_told_at',
            field=models.DateTimeField(blank=True, help_text='wrote where the bubble said: closed', null=True),
        ),
    ]
