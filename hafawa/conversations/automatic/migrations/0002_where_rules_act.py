import hafawa.conversations.automatic.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('automatic', '0001_rules_and_decisions'),
    ]

    operations = [
        migrations.AddField(
            model_name='rule',
            name='channels',
            field=models.JSONField(blank=True, default=hafawa.conversations.automatic.models.by_mail, help_text='where it acts while it is on: email, chat'),
        ),
    ]
